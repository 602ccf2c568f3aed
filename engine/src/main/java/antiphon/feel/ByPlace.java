package antiphon.feel;

/**
 * A measure for each place in the bar.
 *
 * @param downbeat at the bar's first tick
 * @param pulse at its other pulses
 * @param offBeat between pulses
 */
public record ByPlace(double downbeat, double pulse, double offBeat) {
  public ByPlace {
    if (!Double.isFinite(downbeat + pulse + offBeat)) {
      throw new IllegalArgumentException(
          "measure of " + downbeat + ", " + pulse + " and " + offBeat + ": expected finite numbers");
    }
  }

  /** The measure of one place. */
  public double at(MetricPlace place) { // [any]
    return switch (place) {
      case DOWNBEAT -> downbeat;
      case PULSE -> pulse;
      case OFF_BEAT -> offBeat;
    };
  }
}
