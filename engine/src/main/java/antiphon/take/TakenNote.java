package antiphon.take;

/**
 * A note of a take as it sounded.
 *
 * @param companion whether the companion played it, else the player
 * @param channel 0 to 15
 * @param pitch MIDI note number
 * @param velocity 1 to 127
 * @param onset tick of the take, which goes on where the music jumps
 * @param end tick of the take, after {@code onset}
 */
public record TakenNote(boolean companion, int channel, int pitch, int velocity, long onset, long end) {}
