package antiphon.band;

import antiphon.band.DrumBar.Role;
import antiphon.time.Timeline;

/** Where sections begin when nothing else says so: every eight bars, with a short fill before. Stateless. */
public final class Sections {
  /** Bars of a section. */
  public static final int BARS = 8;

  private Sections() {}

  /** The bar in which what is asked for at {@code tick} is begun: this one while half of it is open. */
  public static long begun(Timeline timeline, long tick) {
    long bar = timeline.barAt(tick);
    return tick - timeline.barStart(bar) > timeline.barTicks(bar) / 2 ? bar + 1 : bar;
  }

  /** The number of the section that a bar is in. */
  public static long of(long bar) {
    return Math.floorDiv(bar, BARS);
  }

  /** What the drums do in a bar, which is counted from where the form begins. */
  public static Role role(long bar) {
    return Math.floorMod(bar, (long) BARS) == BARS - 1 ? Role.SHORT_FILL : Role.GROOVE;
  }
}
