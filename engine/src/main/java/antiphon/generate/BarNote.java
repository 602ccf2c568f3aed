package antiphon.generate;

/**
 * What sounds of a note in one bar.
 *
 * @param onset ticks from the bar's start
 * @param end ticks from the bar's start, at most its length
 * @param pitch MIDI note number
 * @param heldFrom whether it goes on from the bar before
 * @param heldOver whether it goes on into the next bar
 */
public record BarNote(long onset, long end, int pitch, boolean heldFrom, boolean heldOver) {
  /** The same note {@code semitones} higher. */
  public BarNote transposed(int semitones) {
    return new BarNote(onset, end, pitch + semitones, heldFrom, heldOver);
  }
}
