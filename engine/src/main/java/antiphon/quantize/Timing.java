package antiphon.quantize;

/**
 * How a player places onsets against the beat: learnt as they play, and what the next bars are judged by.
 *
 * @param offsetMs mean lateness of onsets in milliseconds; negative is ahead of the beat
 * @param spreadMs standard deviation about that mean, in milliseconds
 * @param evidence onsets on which this rests, fading; 0 or more
 */
public record Timing(double offsetMs, double spreadMs, double evidence) {
  /** What is assumed of a player not heard yet. */
  public static final Timing UNKNOWN = new Timing(0, 20, 8);

  public Timing {
    if (!(spreadMs > 0) || !(evidence >= 0) || !Double.isFinite(offsetMs)) {
      throw new IllegalArgumentException(
          "timing: offset " + offsetMs + " ms, spread " + spreadMs + " ms, evidence " + evidence
              + "; expected a finite offset, a positive spread and evidence of 0 or more");
    }
  }
}
