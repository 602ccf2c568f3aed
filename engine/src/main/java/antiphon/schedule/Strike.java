package antiphon.schedule;

/**
 * One note as it will be played in a bar.
 *
 * @param place the tick from the bar's start at which it is written, 0 to less than the bar's length
 * @param onset ticks from the bar's start; up to 10 ms before its place, so below 0 for an early downbeat
 * @param end ticks from the bar's start, after {@code onset} and at most the bar's length
 * @param channel 0 to 15
 * @param pitch MIDI note number
 * @param velocity 1 to 127
 * @param heldFrom whether it already sounds from the bar before
 * @param heldOver whether the next bar may go on with it
 */
public record Strike(
    long place, long onset, long end, int channel, int pitch, int velocity, boolean heldFrom, boolean heldOver) {}
