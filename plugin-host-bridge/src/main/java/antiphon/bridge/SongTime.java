package antiphon.bridge;

import antiphon.time.Ticks;

/**
 * Song positions: ticks on this side, {@value Ticks#PER_QUARTER} to the quarter; quarters in fixed point with 31
 * binary places on the wire. [any]
 */
final class SongTime {
  /** A quarter on the wire. */
  static final long BEAT = 1L << 31;

  private SongTime() {}

  /** The nearest tick. */
  static long ticks(long beats) {
    long quarters = beats >> 31;
    long rest = beats & BEAT - 1;
    return quarters * Ticks.PER_QUARTER + ((rest * Ticks.PER_QUARTER + BEAT / 2) >> 31);
  }

  /** The position on the wire that is nearest to a tick; {@link #ticks} gives the tick again. */
  static long beats(long ticks) {
    long quarters = Math.floorDiv(ticks, Ticks.PER_QUARTER);
    long rest = Math.floorMod(ticks, Ticks.PER_QUARTER);
    return (quarters << 31) + (rest * BEAT + Ticks.PER_QUARTER / 2) / Ticks.PER_QUARTER;
  }
}
