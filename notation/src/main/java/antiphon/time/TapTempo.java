package antiphon.time;

import java.util.Arrays;
import java.util.Optional;

/**
 * The tempo of taps: from the median of the last intervals, so that a tap that slipped does nothing. A
 * pause begins anew. Mutable; one thread at a time.
 */
public final class TapTempo {
  /** Slowest and fastest tempo that can be tapped, in taps a minute. */
  public static final double SLOWEST = 30;

  public static final double FASTEST = 300;

  private static final long LONGEST_NS = Math.round(60e9 / SLOWEST);
  private static final long SHORTEST_NS = Math.round(60e9 / FASTEST);

  /** A little late for the slowest tempo, or early for the fastest, is still meant. */
  private static final double TOLERANCE = 1.1;

  /** After so many intervals of silence the next tap is a first one. */
  private static final double PAUSE = 2.5;

  /** Intervals that differ more than this from the median count as slips. */
  private static final double SLIP = 0.2;

  private static final int MOST = 8;

  private final long[] intervalsNs = new long[MOST];
  private int intervals;
  private boolean tapped;
  private long lastNs;

  /**
   * Takes in a tap on a quarter note.
   *
   * @return the tempo, if there is one yet: from the second tap on
   */
  public Optional<Tempo> tap(long timeNs) { // [any]
    long intervalNs = timeNs - lastNs;
    if (tapped && intervalNs >= 0 && intervalNs < SHORTEST_NS / TOLERANCE) {
      // The same tap twice, as of a switch that bounces.
      return tempo();
    }
    boolean first = !tapped || intervalNs < 0 || intervalNs > LONGEST_NS * TOLERANCE
        || (intervals > 0 && intervalNs > PAUSE * median());
    if (first) {
      intervals = 0;
    } else {
      if (intervals == MOST) {
        System.arraycopy(intervalsNs, 1, intervalsNs, 0, MOST - 1);
        intervals--;
      }
      intervalsNs[intervals++] = intervalNs;
      forgetOldTempo();
    }
    tapped = true;
    lastNs = timeNs;
    return tempo();
  }

  /** Two slips in a row that agree are not slips but another tempo. */
  private void forgetOldTempo() {
    if (intervals < 3) {
      return;
    }
    long median = median();
    long last = intervalsNs[intervals - 1];
    long before = intervalsNs[intervals - 2];
    if (slips(last, median) && slips(before, median) && !slips(before, last)) {
      intervalsNs[0] = before;
      intervalsNs[1] = last;
      intervals = 2;
    }
  }

  /** The tempo of the taps so far, 30 to 300 a minute; none before the second tap. */
  public Optional<Tempo> tempo() {
    if (intervals == 0) {
      return Optional.empty();
    }
    // The mean of what is near the median is steadier than the median alone.
    long median = median();
    double sum = 0;
    int near = 0;
    for (int i = 0; i < intervals; i++) {
      if (!slips(intervalsNs[i], median)) {
        sum += intervalsNs[i];
        near++;
      }
    }
    return Optional.of(new Tempo(Math.clamp(Math.round(sum / near), SHORTEST_NS, LONGEST_NS)));
  }

  /** Forgets all taps. */
  public void reset() {
    tapped = false;
    intervals = 0;
  }

  private static boolean slips(long intervalNs, long medianNs) {
    return Math.abs(intervalNs - medianNs) > SLIP * medianNs;
  }

  /** One of the intervals: the lower of the two in the middle if their number is even. */
  private long median() {
    long[] sorted = Arrays.copyOf(intervalsNs, intervals);
    Arrays.sort(sorted);
    return sorted[(intervals - 1) / 2];
  }
}
