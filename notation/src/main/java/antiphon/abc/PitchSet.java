package antiphon.abc;

/** A set of MIDI pitches as two words of bits; mutable. */
final class PitchSet {
  private long low;
  private long high;

  void copyFrom(PitchSet other) {
    low = other.low;
    high = other.high;
  }

  void clear() {
    low = 0;
    high = 0;
  }

  void add(int pitch) {
    if (pitch < 64) {
      low |= 1L << pitch;
    } else {
      high |= 1L << (pitch - 64);
    }
  }

  void remove(int pitch) {
    if (pitch < 64) {
      low &= ~(1L << pitch);
    } else {
      high &= ~(1L << (pitch - 64));
    }
  }

  boolean contains(int pitch) {
    return pitch < 64 ? (low >>> pitch & 1) != 0 : (high >>> (pitch - 64) & 1) != 0;
  }

  int size() {
    return Long.bitCount(low) + Long.bitCount(high);
  }

  boolean isEmpty() {
    return (low | high) == 0;
  }

  /** The lowest pitch from {@code pitch} on, or 128. */
  int from(int pitch) {
    for (int p = pitch; p < 128; p++) {
      if (contains(p)) {
        return p;
      }
    }
    return 128;
  }
}
