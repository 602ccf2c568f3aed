package antiphon.lab.evaluate;

import antiphon.lab.ways.Stretch;
import antiphon.lab.ways.Transfer;
import antiphon.lab.ways.Way;
import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Four ways to go on with a piece for four bars: the composer's, and those of three other pieces of the same meter with as
 * many voices or more (then the upper ones and the lowest), in the same key and the octaves of the voices. Stateless.
 */
final class TrueOfFour {
  private static final int BARS = 4;
  private static final int CHOICES = 4;

  private TrueOfFour() {}

  /** The choices, the true one first; nothing if there are too few other pieces. */
  @SuppressWarnings("ReferenceEquality") // Another piece, though it had the same notes.
  static List<Stretch> choices(Stretch stretch, List<Stretch> others, long seed) {
    Stretch four = new Stretch(stretch.score(), List.of(), stretch.written(), stretch.from(), stretch.from() + BARS);
    List<Stretch> choices = new ArrayList<>(List.of(four.with(four.writtenNotes(four.score()))));
    List<Stretch> shuffled = new ArrayList<>(others);
    Collections.shuffle(shuffled, new Random(seed));
    for (Stretch other : shuffled) {
      if (other.score() != stretch.score() && alike(four, other) && choices.size() < CHOICES) {
        choices.add(four.with(moved(four, other)));
      }
    }
    return choices.size() == CHOICES ? choices : List.of();
  }

  private static boolean alike(Stretch four, Stretch other) {
    return other.written().size() >= four.written().size()
        && four.bars().stream().allMatch(bar -> bar.meter().equals(four.last().meter()))
        && other.bars().stream().allMatch(bar -> bar.meter().equals(four.last().meter()));
  }

  private static List<List<Note>> moved(Stretch four, Stretch other) {
    Stretch begin = new Stretch(other.score(), List.of(), other.written(), other.from(), other.from() + BARS);
    Bar from = begin.bars().getFirst();
    Bar to = four.bars().getFirst();
    List<List<Note>> notes = begin.writtenNotes(begin.score());
    List<List<Note>> moved = new ArrayList<>();
    for (int i = 0; i < four.written().size(); i++) {
      double mean = Transfer.mean(four.before(four.written().get(i)));
      int source = i < four.written().size() - 1 ? i : notes.size() - 1;
      moved.add(Transfer.of(notes.get(source), to.start() - from.start(), from.key(), to.key(), mean));
    }
    return moved;
  }

  /** 1 if a way finds the first choice the best, a share where several are as good, 0 else; NaN where it cannot tell. */
  static double found(Way way, List<Stretch> choices) {
    double[] fits = choices.stream().mapToDouble(way::fit).toArray();
    double best = Double.NEGATIVE_INFINITY;
    int equals = 0;
    for (double fit : fits) {
      if (Double.isNaN(fit)) {
        return Double.NaN;
      }
      equals = fit > best ? 1 : fit == best ? equals + 1 : equals;
      best = Math.max(best, fit);
    }
    return fits[0] == best ? 1.0 / equals : 0;
  }
}
