package antiphon.app.evaluate;

import antiphon.app.corpus.Staves;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A stretch of a piece whose accompaniment is to be written anew.
 *
 * @param score the piece; the melody is on its first staff
 * @param melody places of the melody's voices
 * @param companion places of all others
 * @param from the first bar to write
 * @param to the bar behind the last one
 */
record Accompanied(Score score, List<Integer> melody, List<Integer> companion, int from, int to) {
  /** Bars before the stretch at least, so that the style is known, and bars in it. */
  private static final int PRELUDE = 4;
  /** Bars in which the melody has begun. */
  private static final int ENTERED = 2;
  private static final int SHORTEST = 8;

  /** Begins when the melody has; nothing where a piece is too short or has but one staff. */
  static Optional<Accompanied> of(Score score, int most) {
    List<List<Integer>> staves = Staves.of(score).places();
    List<Integer> melody = staves.getFirst();
    List<Integer> companion = staves.subList(1, staves.size()).stream().flatMap(List::stream).toList();
    List<Bar> bars = score.bars();
    int enters = IntStream.range(0, bars.size()).filter(i -> begins(score, melody, bars.get(i))).findFirst().orElse(bars.size());
    int from = Math.max(PRELUDE, enters + ENTERED);
    return companion.isEmpty() || from + SHORTEST > bars.size()
        ? Optional.empty()
        : Optional.of(new Accompanied(score, melody, companion, from, Math.min(bars.size(), from + most)));
  }

  private static boolean begins(Score score, List<Integer> melody, Bar bar) {
    return notes(score, melody).stream().anyMatch(note -> note.onset() >= bar.start() && note.onset() < bar.end());
  }

  /** The same with the companion's voices first, as the model has learnt it. */
  Accompanied companionFirst() {
    int own = companion.size();
    return new Accompanied(
        Staves.companionFirst(score),
        IntStream.range(own, own + melody.size()).boxed().toList(),
        IntStream.range(0, own).boxed().toList(),
        from,
        to);
  }

  List<Bar> bars() {
    return score.bars().subList(from, to);
  }

  /** The melody's notes that begin in the stretch. */
  List<Note> melodyNotes() {
    return inside(notes(score, melody));
  }

  /** The companion's notes of a score like this one that begin in the stretch. */
  List<Note> companionNotes(Score like) {
    return inside(notes(like, companion));
  }

  private List<Note> inside(List<Note> notes) {
    long start = bars().getFirst().start();
    long end = bars().getLast().end();
    return notes.stream().filter(note -> note.onset() >= start && note.onset() < end).toList();
  }

  private static List<Note> notes(Score score, List<Integer> places) {
    return places.stream().flatMap(place -> score.voices().get(place).notes().stream()).sorted().toList();
  }
}
