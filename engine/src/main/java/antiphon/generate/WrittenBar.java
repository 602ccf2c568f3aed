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
 * @param logLikelihood mean ln of the probability that the model gave these symbols
 */
public record WrittenBar(
    Bar bar, String line, List<List<BarNote>> notes, Origin origin, int symbols, double removedMass,
    double logLikelihood) {
  /** Who wrote a bar: the player, the model, or a fallback, from the best to the last resort. */
  public enum Origin {
    /** The player's own bar. */
    HEARD,
    /** Written by the model to the end. */
    MODEL,
    /** An earlier bar once more, because the player asked to hold. */
    HELD,
    /** Written by the model before it heard the player's last beats, and not revised in time. */
    EARLIER,
    /** Begun by the model, closed by the grammar because time was up. */
    CLOSED,
    /** An earlier bar, varied. */
    VARIED,
    /** Chords and bass by rule. */
    COMPED,
    /** Silence. */
    REST;

    /** Whether this stands in for a bar that the model did not finish. */
    public boolean fallback() {
      return this != HEARD && this != MODEL && this != HELD;
    }
  }

  /** A bar that no model wrote. */
  public WrittenBar(Bar bar, String line, List<List<BarNote>> notes, Origin origin) {
    this(bar, line, notes, origin, 0, 0, 0);
  }

  /** The same bar, come by another way. */
  public WrittenBar withOrigin(Origin other) {
    return new WrittenBar(bar, line, notes, other, symbols, removedMass, logLikelihood);
  }

  /** The same bar in another place, which is as long. */
  public WrittenBar at(Bar place) {
    return new WrittenBar(place, line, notes, origin, symbols, removedMass, logLikelihood);
  }

  public WrittenBar {
    notes = notes.stream().map(List::copyOf).toList();
  }
}
