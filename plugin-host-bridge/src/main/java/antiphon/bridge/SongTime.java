package antiphon.bridge;

/**
 * Song positions: ticks on this side, {@value #TICKS_PER_QUARTER} to the quarter; quarters in fixed point with 31
 * binary places on the wire. [any]
 */
public final class SongTime {
  /** The engine's unit of musical time. */
  public static final int TICKS_PER_QUARTER = 10_080;

  /** A quarter on the wire. */
  static final long BEAT = 1L << 31;

  private SongTime() {}

  /** The nearest tick. */
  static long ticks(long beats) {
    long quarters = beats >> 31;
    long rest = beats & BEAT - 1;
    return quarters * TICKS_PER_QUARTER + (rest * TICKS_PER_QUARTER + BEAT / 2 >> 31);
  }

  /** The position on the wire that is nearest to a tick; {@link #ticks} gives the tick again. */
  static long beats(long ticks) {
    long quarters = Math.floorDiv(ticks, TICKS_PER_QUARTER);
    long rest = Math.floorMod(ticks, TICKS_PER_QUARTER);
    return (quarters << 31) + (rest * BEAT + TICKS_PER_QUARTER / 2) / TICKS_PER_QUARTER;
  }
}
