package antiphon.abc;

import antiphon.score.Bar;

/** Where a space goes: at every pulse of the meter that an element begins on. Shared by writer and grammar. */
public final class Beams {
  private Beams() {}

  /**
   * Whether beams break at {@code offset} ticks from the bar's start. A short first bar is taken as a
   * pick-up, so it ends with the meter's last pulse.
   */
  public static boolean breakAt(Bar bar, long offset) {
    int full = bar.meter().barTicks();
    long missing = bar.start() == 0 && bar.length() < full ? full - bar.length() : 0;
    return bar.meter().onPulse((offset + missing) % full);
  }
}
