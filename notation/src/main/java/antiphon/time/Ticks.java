package antiphon.time;

/**
 * The unit of musical time: 10,080 ticks to the quarter note.
 *
 * <p>10,080 = 2<sup>5</sup>·3<sup>2</sup>·5·7, so 128th notes, triplets (also nested once),
 * quintuplets and septuplets are all whole numbers of ticks.
 */
public final class Ticks {
  /** Ticks in a quarter note. */
  public static final int PER_QUARTER = 10_080;

  /** Ticks in a whole note. */
  public static final int PER_WHOLE = 4 * PER_QUARTER;

  /** Ticks in an eighth note, the unit length {@code L:1/8} of all our ABC. */
  public static final int PER_EIGHTH = PER_QUARTER / 2;

  private Ticks() {}
}
