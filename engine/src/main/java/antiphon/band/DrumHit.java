package antiphon.band;

import antiphon.time.Ticks;

/**
 * One stroke in a bar.
 *
 * @param place ticks from the bar's start on the grid that is meant, 0 or more
 * @param key General MIDI drum, 35 to 81
 * @param velocity 1 to 127
 * @param late how many ticks after its place it sounds; negative is before
 */
public record DrumHit(int place, int key, int velocity, int late) {
  /** General MIDI drums that a band plays. */
  public static final int KICK = 36;

  /** The stick on the rim. */
  public static final int SIDE_STICK = 37;

  /** The snare. */
  public static final int SNARE = 38;

  /** The closed hi-hat. */
  public static final int HAT = 42;

  /** The hi-hat by foot. */
  public static final int PEDAL = 44;

  /** The ride cymbal. */
  public static final int RIDE = 51;

  /** The crash cymbal. */
  public static final int CRASH = 49;

  /** Toms from high to low. */
  static final int[] TOMS = {48, 47, 45, 43};

  private static final int LOWEST = 35;
  private static final int HIGHEST = 81;

  public DrumHit {
    if (place < 0 || key < LOWEST || key > HIGHEST || velocity < 1 || velocity > 127 || Math.abs(late) > Ticks.PER_QUARTER / 2) {
      throw new IllegalArgumentException("drum " + key + " at " + place + " " + late + " with velocity " + velocity
          + ": expected drums 35 to 81, velocities 1 to 127, and less than an eighth off its place");
    }
  }

  /** The same stroke, harder or softer; 1 to 127 whatever comes out. */
  DrumHit withVelocity(double wanted) {
    return new DrumHit(place, key, Math.clamp(Math.round(wanted), 1, 127), late);
  }

  /** Whether a stick, not a foot, plays a drum or cymbal that fills use. */
  boolean fills() {
    return key == SNARE || key == SIDE_STICK || (key >= 43 && key <= 50 && key != PEDAL && key != 46);
  }
}
