package antiphon.follow;

import java.util.List;

/**
 * What is expected of the beats ahead.
 *
 * @param bar of the first of them, as it was counted
 * @param beat its place in that bar, from 0
 * @param beats in each bar
 * @param odds beat after beat
 */
public record Outlook(long bar, int beat, int beats, List<Odds> odds) {
  /**
   * What is expected of a beat. The arrays are not to be changed.
   *
   * @param triads the probability of each of the {@link Triads}, together 1
   * @param melody the probability of each pitch class (from C) where the player's melody sounds, together 1
   */
  public record Odds(double[] triads, double[] melody) {
    /** The likeliest triad. */
    public int triad() {
      int best = 0;
      for (int i = 1; i < triads.length; i++) {
        best = triads[i] > triads[best] ? i : best;
      }
      return best;
    }

    /** The probability of the likeliest triad. */
    public double confidence() {
      return triads[triad()];
    }
  }

  public Outlook {
    odds = List.copyOf(odds);
  }
}
