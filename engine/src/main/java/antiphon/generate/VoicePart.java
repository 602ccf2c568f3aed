package antiphon.generate;

import antiphon.abc.VoiceLimits;
import antiphon.score.Clef;

/**
 * One voice of a preset: who plays in it and how.
 *
 * @param name the instrument's name in the score, may be empty
 * @param clef the clef
 * @param hears whether what the player plays is written into this voice
 * @param plays whether the companion plays this voice
 * @param limits range and polyphony of the companion
 * @param channel MIDI channel of the companion, 0 to 15
 * @param program General MIDI program, 0 to 127
 */
public record VoicePart(
    String name, Clef clef, boolean hears, boolean plays, VoiceLimits limits, int channel, int program) {
  public VoicePart {
    if (channel < 0 || channel > 15 || program < 0 || program > 127) {
      throw new IllegalArgumentException(
          "voice on channel " + channel + ", program " + program + ": expected 0 to 15 and 0 to 127");
    }
  }

  /** The same voice on another channel, 0 to 15. */
  public VoicePart onChannel(int other) {
    return new VoicePart(name, clef, hears, plays, limits, other, program);
  }

  /** The same voice, heard or played by others. */
  public VoicePart withRoles(boolean isHeard, boolean isPlayed) {
    return new VoicePart(name, clef, isHeard, isPlayed, limits, channel, program);
  }

  /** The same voice on another channel, 0 to 15. */
  public VoicePart withChannel(int other) {
    return new VoicePart(name, clef, hears, plays, limits, other, program);
  }
}
