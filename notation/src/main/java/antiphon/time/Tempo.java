package antiphon.time;

import java.util.Locale;

/**
 * A tempo, kept as a whole number of nanoseconds to the quarter note.
 *
 * @param nanosPerQuarter 60 ms (1,000 quarters a minute) to 12 s (5 a minute)
 */
public record Tempo(long nanosPerQuarter) {
  private static final long FASTEST = 60_000_000L;
  private static final long SLOWEST = 12_000_000_000L;

  /** 120 quarter notes a minute. */
  public static final Tempo MODERATE = new Tempo(500_000_000L);

  public Tempo {
    if (nanosPerQuarter < FASTEST || nanosPerQuarter > SLOWEST) {
      throw new IllegalArgumentException(
          "tempo of " + nanosPerQuarter + " ns a quarter: expected 5 to 1000 quarters a minute");
    }
  }

  /** From quarter notes a minute, 5 to 1000. */
  public static Tempo ofQuartersPerMinute(double quartersPerMinute) {
    if (!(quartersPerMinute >= 5 && quartersPerMinute <= 1000)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "tempo %s: expected 5 to 1000 quarters a minute", quartersPerMinute));
    }
    return new Tempo(Math.round(60e9 / quartersPerMinute));
  }

  /** Quarter notes a minute. */
  public double quartersPerMinute() {
    return 60e9 / nanosPerQuarter;
  }

  /** Nanoseconds that {@code ticks} last, rounded down. */
  public long nanos(long ticks) {
    // Split to keep the product inside a long for any length of piece.
    return ticks / Ticks.PER_QUARTER * nanosPerQuarter
        + ticks % Ticks.PER_QUARTER * nanosPerQuarter / Ticks.PER_QUARTER;
  }

  /** Ticks that have begun after {@code nanos}: the inverse of {@link #nanos}, rounded down. */
  public long ticks(long nanos) {
    long quarters = Math.floorDiv(nanos, nanosPerQuarter);
    return quarters * Ticks.PER_QUARTER
        + Math.floorMod(nanos, nanosPerQuarter) * Ticks.PER_QUARTER / nanosPerQuarter;
  }
}
