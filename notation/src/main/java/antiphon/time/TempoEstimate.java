package antiphon.time;

import java.util.Optional;

/**
 * Estimates the tempo of a player from the onsets of the last seconds, when no clock says it: the period
 * whose comb, with its halves, thirds and quarters, the onsets fit best, tempos near 100 a minute being
 * likelier. Mutable; one thread at a time; {@link #onset} allocates nothing.
 *
 * <p>Which of a tempo and its double is meant cannot always be heard: the likelier of the two is chosen.
 */
public final class TempoEstimate {
  /**
   * What is heard.
   *
   * @param tempo of the beat
   * @param confidence 0 to 1: how well onsets fit, 0 for onsets by chance
   */
  public record Heard(Tempo tempo, double confidence) {}

  private static final double SLOWEST = 40;
  private static final double FASTEST = 240;
  private static final double LIKELIEST = 100;

  /** Standard deviation of tempos that people choose, in octaves. */
  private static final double SPREAD = 0.6;

  /** Candidates are this much apart, so that none drifts from the true one by much over the memory. */
  private static final double RATIO = 1.006;

  private static final int CANDIDATES = 1 + (int) Math.ceil(Math.log(FASTEST / SLOWEST) / Math.log(RATIO));
  private static final int MEMORY = 64;
  private static final long MEMORY_NS = 10_000_000_000L;
  private static final double HALF_LIFE_NS = 6e9;
  private static final int FEWEST = 5;

  /** A note that lasts longer than this weighs no more. */
  private static final double LONG_NS = 1e9;

  /** Onsets closer than this are one chord. */
  private static final long CHORD_NS = 40_000_000;

  /** Weights of a beat, its halves or thirds, and its quarters. */
  private static final double BEAT = 0.3;
  private static final double DIVISION = 0.5;
  private static final double QUARTER = 1.5;

  private final long[] onsetsNs = new long[MEMORY];
  private final double[] sinceNs = new double[MEMORY];
  private final double[] weights = new double[MEMORY];
  private long onsets;
  /** Of the candidate that was tried last: how well beats, their divisions and quarters fit, 0 to 1. */
  private double beat;

  private double division;
  private double quarter;

  /** Takes in the onset of a note; the notes of a chord count once. */
  public void onset(long timeNs) { // [engine]
    long last = onsets == 0 ? Long.MIN_VALUE / 2 : onsetsNs[(int) ((onsets - 1) % MEMORY)];
    if (timeNs < last) {
      onsets = 0;
    } else if (timeNs - last < CHORD_NS) {
      return;
    }
    onsetsNs[(int) (onsets % MEMORY)] = timeNs;
    onsets++;
  }

  /** Forgets all onsets. */
  public void reset() {
    onsets = 0;
  }

  /** The tempo of the last seconds before {@code nowNs}; none if too little was played. About half a millisecond. */
  public Optional<Heard> heard(long nowNs) { // [engine]
    int n = gather(nowNs);
    if (n < FEWEST) {
      return Optional.empty();
    }
    double best = -1;
    double bestPeriodNs = 0;
    for (int i = 0; i < CANDIDATES; i++) {
      double periodNs = 60e9 / SLOWEST / Math.pow(RATIO, i);
      double score = score(n, periodNs);
      if (score > best) {
        best = score;
        bestPeriodNs = periodNs;
      }
    }
    double periodNs = refine(n, bestPeriodNs);
    score(n, periodNs);
    double fit = Math.max(division, quarter);
    double chance = 3.0 / n;
    double confidence = Math.clamp((fit - chance) / (1 - Math.min(0.9, chance)), 0, 1);
    return Optional.of(new Heard(new Tempo(Math.round(periodNs)), confidence));
  }

  private int gather(long nowNs) {
    int n = 0;
    for (long i = Math.max(0, onsets - MEMORY); i < onsets; i++) {
      long atNs = onsetsNs[(int) (i % MEMORY)];
      if (nowNs - atNs <= MEMORY_NS && atNs <= nowNs) {
        sinceNs[n] = nowNs - atNs;
        long next = i + 1 < onsets ? onsetsNs[(int) ((i + 1) % MEMORY)] : nowNs;
        // A note that lasts is more likely on a beat than one that leads to the next.
        weights[n] = Math.pow(0.5, sinceNs[n] / HALF_LIFE_NS) * Math.min(LONG_NS, (double) (next - atNs));
        n++;
      }
    }
    return n;
  }

  private double score(int n, double periodNs) {
    fit(n, periodNs);
    double octaves = Math.log(60e9 / periodNs / LIKELIEST) / Math.log(2) / SPREAD;
    return Math.exp(-octaves * octaves / 2)
        * clear(beat, n) * (BEAT + DIVISION * clear(division, n) + QUARTER * clear(quarter, n));
  }

  /** How clearly a circle is hit, beyond what {@code n} onsets do by chance: 0 to 1/2, soon large. */
  private static double clear(double squaredLength, int n) {
    double length = Math.sqrt(Math.max(0, (squaredLength - 1.0 / n) / (1 - 1.0 / n)));
    return length / (length + 1);
  }

  /** Lengths of the mean vectors of the onsets on the circles of period, half, third and quarter, squared. */
  private void fit(int n, double periodNs) {
    double total = 0;
    double x1 = 0;
    double y1 = 0;
    double x2 = 0;
    double y2 = 0;
    double x3 = 0;
    double y3 = 0;
    double x4 = 0;
    double y4 = 0;
    for (int i = 0; i < n; i++) {
      double angle = 2 * Math.PI * (sinceNs[i] / periodNs);
      double w = weights[i];
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      double c2 = c * c - s * s;
      double s2 = 2 * s * c;
      total += w;
      x1 += w * c;
      y1 += w * s;
      x2 += w * c2;
      y2 += w * s2;
      x3 += w * (c2 * c - s2 * s);
      y3 += w * (s2 * c + c2 * s);
      x4 += w * (c2 * c2 - s2 * s2);
      y4 += w * 2 * s2 * c2;
    }
    double norm = total * total;
    beat = (x1 * x1 + y1 * y1) / norm;
    division = Math.max(x2 * x2 + y2 * y2, x3 * x3 + y3 * y3) / norm;
    quarter = (x4 * x4 + y4 * y4) / norm;
  }

  /** The best of the neighbourhood, by a parabola through three scores. */
  private double refine(int n, double periodNs) {
    double below = score(n, periodNs / RATIO);
    double at = score(n, periodNs);
    double above = score(n, periodNs * RATIO);
    double bend = below - 2 * at + above;
    double shift = bend < 0 ? Math.clamp(0.5 * (below - above) / bend, -1, 1) : 0;
    return periodNs * Math.pow(RATIO, shift);
  }
}
