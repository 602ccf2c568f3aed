package antiphon.abc;

import antiphon.time.Ticks;

/** Note lengths as multiples of the unit length 1/8, as ABC writes them. */
final class Durations {
  private Durations() {}

  /** The shortest reduced form: nothing for 1, {@code 2}, {@code 3/2}, {@code /} for 1/2, {@code /4}. */
  static String write(long ticks) {
    long divisor = gcd(ticks, Ticks.PER_EIGHTH);
    long numerator = ticks / divisor;
    long denominator = Ticks.PER_EIGHTH / divisor;
    String upper = numerator == 1 ? "" : Long.toString(numerator);
    return switch ((int) denominator) {
      case 1 -> upper;
      case 2 -> upper + (numerator == 1 ? "/" : "/2");
      default -> upper + "/" + denominator;
    };
  }

  static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
