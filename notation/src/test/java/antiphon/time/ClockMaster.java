package antiphon.time;

import java.util.SplittableRandom;

/** A master clock of a test: when each clock was meant and when, with jitter, it comes. */
final class ClockMaster {
  enum Jitter {
    NONE, UNIFORM_3_MS, GAUSS_1_5_MS, GAUSS_3_MS;

    double draw(SplittableRandom random) {
      return switch (this) {
        case NONE -> 0;
        case UNIFORM_3_MS -> random.nextDouble(-3e6, 3e6);
        case GAUSS_1_5_MS -> 1.5e6 * random.nextGaussian();
        case GAUSS_3_MS -> 3e6 * random.nextGaussian();
      };
    }
  }

  private final SplittableRandom random;
  private final Jitter jitter;
  private double meantNs;
  private double periodNs;
  private long cameNs;

  ClockMaster(long seed, Jitter jitter, double startNs, double quartersPerMinute) {
    random = new SplittableRandom(seed);
    this.jitter = jitter;
    meantNs = startNs;
    tempo(quartersPerMinute);
    draw();
  }

  /** The clocks after the next come at this tempo. */
  void tempo(double quartersPerMinute) {
    periodNs = 60e9 / quartersPerMinute / 24;
  }

  double meantNs() {
    return meantNs;
  }

  double periodNs() {
    return periodNs;
  }

  /** When the next clock comes: in order, as on a wire. */
  long cameNs() {
    return cameNs;
  }

  void next() {
    meantNs += periodNs;
    draw();
  }

  private void draw() {
    cameNs = Math.max(cameNs, Math.round(meantNs + jitter.draw(random)));
  }
}
