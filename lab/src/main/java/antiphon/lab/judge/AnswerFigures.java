package antiphon.lab.judge;

import antiphon.lab.ways.Stretch;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Voice;
import java.util.List;

/** What can be counted of some bars beside the bars before them. Stateless. */
public final class AnswerFigures {
  /** Bars before that are the phrase. */
  private static final int PHRASE = 8;
  /** Further back nothing is looked for: pieces differ in length. */
  private static final int PAST = 32;

  private AnswerFigures() {}

  /**
   * As many numbers for every stretch: what its first bars are like, by how much they differ from the phrase before, and what of
   * them stood before.
   *
   * @param bars how many of its bars, at most as many as it has
   */
  public static double[] of(Stretch stretch, int bars) {
    int until = Math.min(stretch.to(), stretch.from() + bars);
    List<Bar> all = stretch.score().bars().subList(Math.max(0, stretch.from() - PAST), until);
    List<Bar> before = stretch.score().bars().subList(Math.max(0, stretch.from() - PHRASE), stretch.from());
    long end = all.getLast().end();
    long begin = all.getFirst().start();
    List<List<Note>> voices = stretch.score().voices().stream().map(Voice::notes).map(notes -> notes.stream()
        .filter(note -> note.onset() >= begin && note.onset() < end)
        .map(note -> new Note(note.onset(), Math.min(note.duration(), end - note.onset()), note.pitch())).sorted().toList()).toList();
    Passage phrase = Passage.of(before, voices);
    Passage answer = Passage.of(stretch.score().bars().subList(stretch.from(), until), voices);
    Figures of = passage(answer);
    double[] than = passage(phrase).values();
    Figures figures = new Figures();
    double[] own = of.values();
    for (int i = 0; i < own.length; i++) {
      figures.add(of.names().get(i), own[i]);
    }
    for (int i = 0; i < own.length; i++) {
      figures.add("more-" + of.names().get(i), own[i] - than[i]);
    }
    ReturnFigures.add(figures, all, voices, all.size() - answer.bars().size(), phrase, answer);
    return figures.values();
  }

  private static Figures passage(Passage passage) {
    Figures figures = new Figures();
    RhythmFigures.add(figures, passage);
    MelodyFigures.add(figures, passage);
    HarmonyFigures.add(figures, passage);
    return figures;
  }
}
