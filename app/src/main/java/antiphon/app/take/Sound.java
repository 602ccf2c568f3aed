package antiphon.app.take;

/**
 * A note as it sounded.
 *
 * @param channel 0 to 15
 * @param pitch MIDI note number
 * @param velocity 1 to 127
 * @param onset ticks from the start of bar 0
 * @param end ticks, after the onset
 */
public record Sound(int channel, int pitch, int velocity, long onset, long end) {}
