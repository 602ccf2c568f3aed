package antiphon.schedule;

import antiphon.time.Ticks;
import antiphon.time.Transport;

/** When the parts of bars become final. Stateless. [any] */
public final class Sealing {
  /** What is played where the horizon stands is heard before the part is final: a note on the beat tells most of the beat after. */
  static final long HEARD_NS = 140_000_000;

  /** So long before that the listening side is woken, so that there is time to write a bar. */
  static final long LOOK_NS = 90_000_000;

  /** From a pulse on, what is final sooner than this will be written when the pulse has been heard. */
  public static final long UNHEARD_NS = HEARD_NS + 10_000_000;

  private Sealing() {}

  /**
   * Clock time at which the part that begins at {@code tick} is sealed.
   *
   * @param horizonQuarters how far before it sounds, 0 or more
   * @param aheadNs how long before it sounds at least
   */
  public static long atNs(Transport.Position position, long tick, double horizonQuarters, long aheadNs) {
    long heardNs = position.nanosAt(tick - Math.round(horizonQuarters * Ticks.PER_QUARTER)) + HEARD_NS;
    return Math.min(heardNs, position.nanosAt(tick) - aheadNs);
  }
}
