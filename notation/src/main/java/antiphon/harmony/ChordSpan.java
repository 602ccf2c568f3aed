package antiphon.harmony;

/**
 * A chord and how long it lasts.
 *
 * @param start ticks, from the start of the bar in a chart, else from the start of the piece
 * @param length ticks, more than 0
 * @param chord what sounds, or {@link Chord#NONE}
 */
public record ChordSpan(long start, long length, Chord chord) {
  public ChordSpan {
    if (length <= 0) {
      throw new IllegalArgumentException("chord " + chord + " at " + start + ": length " + length + ", expected more than 0");
    }
  }

  /** The first tick after it. [any] */
  public long end() {
    return start + length;
  }

  /** The same chord {@code ticks} later. [any] */
  public ChordSpan shifted(long ticks) {
    return new ChordSpan(start + ticks, length, chord);
  }
}
