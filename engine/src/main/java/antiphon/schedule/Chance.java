package antiphon.schedule;

/**
 * Small accidents of playing. Each depends on its seed and place alone, so that a bar written anew is
 * played alike where it is alike. Stateless.
 */
final class Chance {
  private Chance() {}

  /** About normal, mean 0, standard deviation 1, never beyond 3.5. */
  static double bell(long seed, int voice, long place, int pitch) {
    long bits = mixed(mixed(seed + 0x9E3779B97F4A7C15L * (voice + 1)) + 131 * place + pitch);
    double sum = 0;
    for (int shift = 0; shift < 64; shift += 16) {
      sum += (bits >>> shift & 0xffff) / 65_535.0;
    }
    // Four even numbers of 0 to 1 add up to 2 with a variance of a third.
    return (sum - 2) * Math.sqrt(3);
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mixed(long bits) {
    long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
