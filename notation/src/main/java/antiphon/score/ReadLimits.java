package antiphon.score;

/**
 * What a file of any kind may hold at most, so that broken and hostile ones are refused before they fill the memory: ten
 * times and more what the largest symphonic scores have. Stateless. [any]
 */
public final class ReadLimits {
  /** Notes of all voices together. */
  public static final int NOTES = 500_000;

  /** Bars. */
  public static final int BARS = 20_000;

  /** Voices. */
  public static final int VOICES = 256;

  private ReadLimits() {}

  /**
   * Refuses more notes than any piece has.
   *
   * @throws IllegalArgumentException if there are more
   */
  public static void notes(long notes) {
    check(notes, NOTES, "notes");
  }

  /**
   * Refuses more bars than any piece has.
   *
   * @throws IllegalArgumentException if there are more
   */
  public static void bars(long bars) {
    check(bars, BARS, "bars");
  }

  /**
   * Refuses more voices than any piece has.
   *
   * @throws IllegalArgumentException if there are more
   */
  public static void voices(long voices) {
    check(voices, VOICES, "voices");
  }

  private static void check(long found, int most, String what) {
    if (found > most) {
      throw new IllegalArgumentException("more than " + most + " " + what + ", expected a piece of fewer");
    }
  }
}
