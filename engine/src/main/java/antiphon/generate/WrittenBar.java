package antiphon.generate;

import antiphon.score.Bar;
import java.util.List;

/**
 * One bar of the conversation, as text and as notes.
 *
 * @param bar its place and length
 * @param line body line without {@code [r:k/n]}, ending in a line feed
 * @param notes the notes that sound in the bar, for each voice
 * @param origin where it came from
 * @param symbols how many symbols the model was asked for
 * @param removedMass mean probability, 0 to 1, that the grammar took away at these symbols
 */
public record WrittenBar(
    Bar bar, String line, List<List<BarNote>> notes, Origin origin, int symbols, double removedMass) {
  /** Who wrote a bar: the player, the model, or a fallback, from the best to the last resort. */
  public enum Origin {
    /** The player's own bar. */
    HEARD,
    /** Written by the model to the end. */
    MODEL,
    /** Begun by the model, closed by the grammar because time was up. */
    CLOSED,
    /** An earlier bar, varied. */
    VARIED,
    /** Silence. */
    REST;

    /** Whether this stands in for a bar that the model did not finish. */
    public boolean fallback() {
      return this == CLOSED || this == VARIED || this == REST;
    }
  }

  public WrittenBar {
    notes = notes.stream().map(List::copyOf).toList();
  }
}
