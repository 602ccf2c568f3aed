package antiphon.lab.evaluate;

import antiphon.lab.ways.Stretch;
import antiphon.lab.ways.Way;
import antiphon.model.Decoder;
import antiphon.score.Note;
import java.util.List;

/** A model under the grammar, alone or with the critic choosing. One thread. */
final class ModelWay implements Way {
  private final Decoder decoder;
  private final Drafting drafting;

  ModelWay(Decoder decoder, Drafting drafting) {
    this.decoder = decoder;
    this.drafting = drafting;
  }

  @Override
  public List<List<Note>> write(Stretch stretch, long seed) {
    StretchWriter writer = new StretchWriter(decoder, stretch, true, drafting);
    return stretch.writtenNotes(writer.write(seed, ns -> {}));
  }

  /** How many bits the past saves: simple bars are likely anywhere, so it is asked how much likelier the past makes them. */
  @Override
  public double fit(Stretch stretch) {
    Page page = Page.of(stretch.score());
    Surprise with = new Surprise();
    with.add(decoder, page, stretch.from(), stretch.to());
    Surprise without = new Surprise();
    without.add(decoder, page.from(stretch.from()), 0, stretch.to() - stretch.from());
    return without.bits() - with.bits();
  }
}
