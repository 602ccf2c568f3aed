package antiphon.harmony;

/**
 * A set of pitch classes.
 *
 * @param mask bit {@code n} for pitch class {@code n}, 0 (C) to 11 (B)
 */
public record PitchClasses(int mask) {
  /** No pitch class. */
  public static final PitchClasses NONE = new PitchClasses(0);

  private static final int ALL = 0xfff;

  public PitchClasses {
    if ((mask & ~ALL) != 0) {
      throw new IllegalArgumentException("pitch classes of mask " + Integer.toHexString(mask) + ": expected 12 bits");
    }
  }

  /** The set of these pitches, in any octave. [any] */
  public static PitchClasses of(int... pitches) {
    int mask = 0;
    for (int pitch : pitches) {
      mask |= 1 << Math.floorMod(pitch, 12);
    }
    return new PitchClasses(mask);
  }

  /** Whether a pitch, in any octave, belongs to the set. [any] */
  public boolean contains(int pitch) {
    return (mask >> Math.floorMod(pitch, 12) & 1) != 0;
  }

  /** How many there are, 0 to 12. [any] */
  public int size() {
    return Integer.bitCount(mask);
  }

  /** The same set {@code semitones} higher. [any] */
  public PitchClasses transposed(int semitones) {
    int by = Math.floorMod(semitones, 12);
    return new PitchClasses((mask << by | mask >> (12 - by)) & ALL);
  }

  /** This set with another. [any] */
  public PitchClasses with(PitchClasses other) {
    return new PitchClasses(mask | other.mask);
  }

  /** This set without another. [any] */
  public PitchClasses without(PitchClasses other) {
    return new PitchClasses(mask & ~other.mask);
  }
}
