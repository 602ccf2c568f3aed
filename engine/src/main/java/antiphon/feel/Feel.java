package antiphon.feel;

/**
 * How somebody plays what is written. Immutable.
 *
 * @param loudness how loud, and where that goes
 * @param accents by how much velocities at a place differ from the mean
 * @param articulation share of its written length that a note sounds, 0.1 to 1.2
 * @param beatSwing long to short of a quarter beat divided in two: 1 is straight, 2 is triplets, at most 3
 * @param halfSwing the same of half a quarter beat divided in two
 * @param latenessMs mean lateness of onsets in milliseconds, negative is ahead; of swung ones against their swung place
 * @param spreadMs standard deviation about that, in milliseconds
 * @param density onsets a pulse of the meter, a chord counting once
 * @param register where on the keyboard
 * @param polyphony mean number of notes that sound while any does
 */
public record Feel(
    Loudness loudness,
    ByPlace accents,
    double articulation,
    double beatSwing,
    double halfSwing,
    ByPlace latenessMs,
    double spreadMs,
    double density,
    Register register,
    double polyphony) {

  /**
   * Velocities.
   *
   * @param level mean velocity as of the last bar, 1 to 127
   * @param trend its change from bar to bar, -8 to 8
   * @param spread standard deviation of velocities about that
   */
  public record Loudness(double level, double trend, double spread) {}

  /**
   * Pitches, as MIDI note numbers.
   *
   * @param mean the middle
   * @param low the lowest but for a few
   * @param high the highest but for a few
   */
  public record Register(double mean, int low, int high) {}

  /** Who divides beats more evenly plays straight: four bars with 10 ms of jitter came out at 1.13 at most. */
  private static final double SWUNG = 1.25;

  /** What is assumed of a player not heard yet, and how the companion plays by itself. */
  public static final Feel NEUTRAL =
      new Feel(
          new Loudness(76, 0, 10), new ByPlace(7, 2, -4), 0.95, 1, 1, new ByPlace(0, 0, 0), 8, 1,
          new Register(67, 60, 76), 1);

  public Feel {
    double sum = loudness.level() + loudness.trend() + loudness.spread() + articulation + spreadMs + density
        + register.mean() + polyphony;
    if (!Double.isFinite(sum) || !(loudness.level() >= 1 && loudness.level() <= 127)
        || !(beatSwing >= 1 && beatSwing <= 3) || !(halfSwing >= 1 && halfSwing <= 3)) {
      throw new IllegalArgumentException(
          "feel of level " + loudness.level() + ", swing " + beatSwing + " and " + halfSwing
              + ": expected finite numbers, a level of 1 to 127 and swing of 1 to 3");
    }
  }

  /** Whether eighths are swung: then they are to be written straight, and only played otherwise. */
  public boolean swings() { // [any]
    return beatSwing >= SWUNG;
  }

  /** The same at another steady level. */
  public Feel withLevel(double level) { // [any]
    return new Feel(
        new Loudness(level, 0, loudness.spread()), accents, articulation, beatSwing, halfSwing, latenessMs, spreadMs,
        density, register, polyphony);
  }
}
