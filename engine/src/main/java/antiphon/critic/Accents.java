package antiphon.critic;

import antiphon.score.Bar;
import antiphon.time.Meter;
import java.util.List;

/** How much weight the moments of a bar carry: the downbeat most, the second half of a pulse least. Immutable. */
final class Accents {
  private static final double DOWNBEAT = 1;
  /** The middle pulse of four or more. */
  private static final double MIDDLE = 0.75;
  private static final double PULSE = 0.5;
  /** The second half of a pulse, against its first. */
  private static final double OFF = 0.5;

  private final long[] pulses;
  /** Starts of pulses and of their second halves, and the end. */
  private final long[] edges;
  private final double[] strengths;

  private Accents(long[] pulses, long[] edges, double[] strengths) {
    this.pulses = pulses;
    this.edges = edges;
    this.strengths = strengths;
  }

  /** A pick-up lacks its first pulses. */
  static Accents of(Bar bar) {
    Meter meter = bar.meter();
    List<Integer> lengths = meter.pulses();
    int count = lengths.size();
    long[] pulses = new long[count];
    long[] edges = new long[2 * count + 1];
    double[] strengths = new double[2 * count];
    long at = bar.length() - meter.barTicks();
    for (int i = 0; i < count; i++) {
      pulses[i] = at;
      edges[2 * i] = at;
      edges[2 * i + 1] = at + lengths.get(i) / 2;
      double strength = i == 0 ? DOWNBEAT : count >= 4 && 2 * i == count ? MIDDLE : PULSE;
      strengths[2 * i] = strength;
      strengths[2 * i + 1] = strength * OFF;
      at += lengths.get(i);
    }
    edges[2 * count] = at;
    return new Accents(pulses, edges, strengths);
  }

  int pulses() {
    return pulses.length;
  }

  /** Ticks from the bar's start; below 0 for the pulses that a pick-up lacks. */
  long pulse(int index) {
    return pulses[index];
  }

  double strength(int pulse) {
    return strengths[2 * pulse];
  }

  /** Ticks of the pulse that {@code offset} falls into. */
  long pulseLength(long offset) {
    int i = pulses.length - 1;
    while (i > 0 && pulses[i] > offset) {
      i--;
    }
    return edges[2 * i + 2] - edges[2 * i];
  }

  boolean onPulse(long offset) {
    for (long pulse : pulses) {
      if (pulse == offset) {
        return true;
      }
    }
    return false;
  }

  /** Ticks of a span, each with its strength. */
  double weight(long from, long to) {
    double weight = 0;
    for (int i = 0; i < strengths.length; i++) {
      long inside = Math.min(to, edges[i + 1]) - Math.max(from, edges[i]);
      if (inside > 0) {
        weight += inside * strengths[i];
      }
    }
    return weight;
  }
}
