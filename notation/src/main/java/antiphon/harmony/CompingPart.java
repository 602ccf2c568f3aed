package antiphon.harmony;

/**
 * What one comping voice is to do.
 *
 * @param role bass or chords
 * @param style how it plays
 * @param lowest MIDI note number of its lowest key
 * @param highest MIDI note number of its highest key, not below {@code lowest}
 * @param chordNotes most notes at once, 1 to 10; a bass plays one
 */
public record CompingPart(Role role, Style style, int lowest, int highest, int chordNotes) {
  /** What the voice is for. */
  public enum Role {
    BASS,
    CHORDS
  }

  /** How a voice plays. */
  public enum Style {
    /** Bass: the root of each chord, held. Chords: on every pulse. */
    PLAIN,
    /** Bass: walks a note a pulse. Chords: Charleston, every pulse short, or the weak pulses, as chance has it. */
    SWING,
    /** Bass: root and fifth in turn on the strong pulses. Chords: between them, so a waltz in three. */
    FOLK,
    /** Bass: broken chords. Chords: held. */
    BALLAD
  }

  public CompingPart {
    if (lowest < 0 || highest > 127 || lowest > highest || chordNotes < 1 || chordNotes > 10) {
      throw new IllegalArgumentException("comping of pitches " + lowest + " to " + highest + " with " + chordNotes
          + " notes at once: expected 0 to 127, low before high, and 1 to 10 notes");
    }
  }
}
