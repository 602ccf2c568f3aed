package antiphon.schedule;

import antiphon.score.Bar;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * Where swing puts the ticks of a bar: a beat whose onsets divide it in two has its first half made
 * longer, and one whose onsets divide it in four has each half's first half made longer. Everything keeps its order. Immutable.
 *
 * <p>Beats are quarters, in meters counted in quarters or longer notes; beats with triplets or other onsets stay as written.
 */
final class SwungBeats {
  /** From {@code start} on, {@code length} ticks of which the first half becomes {@code share}. */
  private record Span(long start, long length, double share) {
    long place(long tick) {
      double half = length / 2.0;
      double at = tick - start;
      double moved = at <= half ? at / half * share : share + (at - half) / half * (1 - share);
      return start + Math.round(moved * length);
    }
  }

  /** In order; what lies between them stays. */
  private final List<Span> spans = new ArrayList<>();

  /**
   * @param onsets of all that is struck in the bar
   * @param beatRatio long to short of a beat
   * @param halfRatio long to short of a half beat
   */
  SwungBeats(Bar bar, SortedSet<Long> onsets, double beatRatio, double halfRatio) {
    if (bar.meter().unit() > 4) {
      return;
    }
    // A pick-up has the last beats of its bar.
    long first = bar.length() % Ticks.PER_QUARTER;
    for (long beat = first; beat + Ticks.PER_QUARTER <= bar.length(); beat += Ticks.PER_QUARTER) {
      add(beat, onsets.subSet(beat, beat + Ticks.PER_QUARTER), beatRatio, halfRatio);
    }
  }

  private void add(long beat, SortedSet<Long> onsets, double beatRatio, double halfRatio) {
    if (onsets.stream().allMatch(onset -> (onset - beat) % Ticks.PER_EIGHTH == 0)) {
      addSpan(beat, Ticks.PER_QUARTER, beatRatio);
    } else if (onsets.stream().allMatch(onset -> (onset - beat) % (Ticks.PER_EIGHTH / 2) == 0)) {
      addSpan(beat, Ticks.PER_EIGHTH, halfRatio);
      addSpan(beat + Ticks.PER_EIGHTH, Ticks.PER_EIGHTH, halfRatio);
    }
  }

  private void addSpan(long start, long length, double ratio) {
    if (ratio != 1) {
      spans.add(new Span(start, length, ratio / (1 + ratio)));
    }
  }

  /** The tick from the bar's start at which what is written at {@code tick} is played. */
  long place(long tick) {
    for (Span span : spans) {
      if (tick >= span.start && tick < span.start + span.length) {
        return span.place(tick);
      }
    }
    return tick;
  }
}
