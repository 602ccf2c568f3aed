package antiphon.notagen;

/**
 * A piece that a model wrote.
 *
 * @param text interleaved ABC, the prompt first
 * @param end why it is over
 * @param bars its lines of the body, the last maybe unfinished
 * @param patches that were written
 * @param symbols that were drawn with the help of the model
 * @param runs of the lower level that they took
 * @param rewritten bars that did not sum and were written again, each time counted
 * @param unsound bars that do not sum all the same; 0 where nobody looked
 */
public record Composition(
    String text, End end, int bars, int patches, int symbols, int runs, int rewritten, int unsound) {
  /** Why a piece is over. */
  public enum End {
    /** The model ended it. */
    MODEL,
    /** It has as many bars as were asked for. */
    BARS,
    /** It is longer than any score should be, or has no bars to go on from. */
    ENDLESS
  }
}
