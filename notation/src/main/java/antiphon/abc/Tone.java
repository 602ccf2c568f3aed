package antiphon.abc;

/**
 * One pitch of a {@link Slice}.
 *
 * @param pitch MIDI note number
 * @param tied whether the note goes on into the next slice
 */
public record Tone(int pitch, boolean tied) {}
