package antiphon.feel;

import antiphon.time.Meter;

/** How an onset lies in its bar. */
public enum MetricPlace {
  /** The bar's first tick. */
  DOWNBEAT,
  /** Any other pulse of the meter. */
  PULSE,
  /** Between pulses. */
  OFF_BEAT;

  /**
   * The place of a tick.
   *
   * @param offset ticks from where a full bar of the meter begins; in a pick-up that is before its first tick
   */
  public static MetricPlace of(Meter meter, long offset) { // [any]
    if (offset == 0) {
      return DOWNBEAT;
    }
    return meter.onPulse(offset) ? PULSE : OFF_BEAT;
  }
}
