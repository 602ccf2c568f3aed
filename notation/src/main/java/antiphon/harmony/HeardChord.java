package antiphon.harmony;

/**
 * A chord that was heard.
 *
 * @param span when, in ticks of the piece, and what; {@link Chord#NONE} where nothing tells
 * @param confidence 0 to 1: how far ahead of the best chord on another root it is
 */
public record HeardChord(ChordSpan span, double confidence) {
  public HeardChord {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("chord heard with confidence " + confidence + ": expected 0 to 1");
    }
  }
}
