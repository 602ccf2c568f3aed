package antiphon.web;

import java.util.Arrays;

/**
 * How long before its deadline what will be played was there: of the last plans, each up to the moment at which the part of
 * the bar that it writes becomes final. Mutable. [feed]
 */
final class Margins {
  private static final int KEPT = 64;

  private final double[] lastMs = new double[KEPT];
  private int count;

  /** A plan was there so long before its deadline. */
  void take(double ms) {
    lastMs[count++ % KEPT] = ms;
  }

  /** The shortest of the last ones, in milliseconds; NaN if there were none. */
  double shortestMs() {
    return sorted().length == 0 ? Double.NaN : sorted()[0];
  }

  /** The middle one. */
  double medianMs() {
    double[] all = sorted();
    return all.length == 0 ? Double.NaN : all[all.length / 2];
  }

  private double[] sorted() {
    double[] all = Arrays.copyOf(lastMs, Math.min(count, KEPT));
    Arrays.sort(all);
    return all;
  }
}
