package antiphon.feel;

/** What the player's feel asks of the writing of the companion's voices. Pure functions. */
public final class Follow {
  /**
   * A range to write in, as MIDI note numbers.
   *
   * @param lowest not above {@code highest}
   */
  public record Range(int lowest, int highest) {}

  /** Onsets a pulse: no voice is asked for less or more. */
  private static final double LEAST_DENSITY = 0.25;

  private static final double MOST_DENSITY = 4;

  /** What stays of a range however far it is moved: an octave. */
  private static final int LEAST_RANGE = 12;

  private Follow() {}

  /**
   * Onsets a pulse that a voice should aim at. A player who plays twice as much as usual has every voice play
   * twice as much as its own usual, so that basses stay calmer than melodies.
   *
   * @param usual the voice's own, at a player's density of {@link Feel#NEUTRAL}; above 0
   * @param amount how far to follow, 0 not at all to 1 all the way
   * @return 0.25 to 4
   */
  public static double density(Feel player, double usual, double amount) { // [any]
    double activity = Math.max(LEAST_DENSITY, player.density()) / Feel.NEUTRAL.density();
    return Math.clamp(usual * Math.pow(activity, amount), LEAST_DENSITY, MOST_DENSITY);
  }

  /**
   * Semitones by which a voice's range should move.
   *
   * @param home where the player is expected: the mean pitch at which nothing moves
   * @param lowest of the voice's instrument
   * @param highest of the voice's instrument
   * @param amount how far to follow, 0 not at all to 1 all the way
   * @return so few that at least an octave of the instrument's range, or all of a smaller one, is left
   */
  public static int shift(Feel player, double home, int lowest, int highest, double amount) { // [any]
    int most = Math.max(0, highest - lowest - LEAST_RANGE);
    return Math.clamp(Math.round(amount * (player.register().mean() - home)), -most, most);
  }

  /** The part of an instrument's range in which to write: the range moved by {@link #shift}, as far as it is the instrument's. */
  public static Range range(Feel player, double home, int lowest, int highest, double amount) { // [any]
    int shift = shift(player, home, lowest, highest, amount);
    return new Range(lowest + Math.max(0, shift), highest + Math.min(0, shift));
  }
}
