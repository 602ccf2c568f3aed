package antiphon.notagen;

/**
 * The numbers of {@code numpy.random.RandomState(seed)}: MT19937 (Matsumoto and Nishimura, 1998). Mutable; one thread
 * at a time.
 */
final class NumpyRandom {
  private static final int WORDS = 624;
  private static final int MIDDLE = 397;
  private static final int TWIST = 0x9908b0df;
  private static final int UPPER = 0x80000000;
  private static final long MOST_SEED = 0xffffffffL;

  private final int[] words = new int[WORDS];
  private int next = WORDS;

  /**
   * @param seed 0 to 4,294,967,295
   * @throws IllegalArgumentException for another seed, as NumPy refuses it
   */
  NumpyRandom(long seed) {
    if (seed < 0 || seed > MOST_SEED) {
      throw new IllegalArgumentException("seed " + seed + ": expected 0 to " + MOST_SEED);
    }
    words[0] = (int) seed;
    for (int i = 1; i < WORDS; i++) {
      words[i] = 1812433253 * (words[i - 1] ^ words[i - 1] >>> 30) + i;
    }
  }

  /** The next number, at least 0 and less than 1, of 53 random bits. */
  double nextDouble() {
    int high = nextWord() >>> 5;
    int low = nextWord() >>> 6;
    return (high * 0x1p26 + low) / 0x1p53;
  }

  private int nextWord() {
    if (next == WORDS) {
      twist();
    }
    int word = words[next++];
    word ^= word >>> 11;
    word ^= word << 7 & 0x9d2c5680;
    word ^= word << 15 & 0xefc60000;
    return word ^ word >>> 18;
  }

  private void twist() {
    for (int i = 0; i < WORDS; i++) {
      int both = (words[i] & UPPER) | (words[(i + 1) % WORDS] & ~UPPER);
      words[i] = words[(i + MIDDLE) % WORDS] ^ both >>> 1 ^ (-(both & 1) & TWIST);
    }
    next = 0;
  }
}
