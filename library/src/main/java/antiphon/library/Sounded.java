package antiphon.library;

/**
 * A note as it is played back.
 *
 * @param onsetMs from the start of the take
 * @param lengthMs at least 1
 * @param pitch MIDI note number
 * @param velocity 1 to 127
 * @param companion whether the companion played it
 * @param program General MIDI program, 0 to 127
 */
public record Sounded(int onsetMs, int lengthMs, int pitch, int velocity, boolean companion, int program) {}
