package antiphon.lab.ways;

import antiphon.score.Note;
import java.util.List;

/** What the composer wrote. Stateless. */
public final class Composer implements Way {
  @Override
  public List<List<Note>> write(Stretch stretch, long seed) {
    return stretch.writtenNotes(stretch.score());
  }

  @Override
  public double fit(Stretch stretch) {
    return Double.NaN;
  }
}
