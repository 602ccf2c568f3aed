package antiphon.abc;

/**
 * What a voice may play.
 *
 * @param lowest MIDI note number
 * @param highest MIDI note number, not below {@code lowest}
 * @param chordNotes most notes at once, 1 to 10
 */
public record VoiceLimits(int lowest, int highest, int chordNotes) {
  public VoiceLimits {
    if (lowest < 0 || highest > 127 || lowest > highest || chordNotes < 1 || chordNotes > 10) {
      throw new IllegalArgumentException(
          "voice of pitches " + lowest + " to " + highest + " with " + chordNotes
              + " notes at once: expected 0 to 127, low before high, and 1 to 10 notes");
    }
  }
}
