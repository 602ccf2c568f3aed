package antiphon.pipeline;

import antiphon.score.Note;
import antiphon.time.Meter;
import java.util.List;

/**
 * A bar that the player played, as notes on the grid.
 *
 * @param number of the bar in the transport's timeline
 * @param start its first tick
 * @param meter its meter
 * @param voices for each hearing voice of the preset its notes, in ticks of the transport
 */
public record HeardBar(long number, long start, Meter meter, List<List<Note>> voices) {
  /** Whether nothing was played. */
  public boolean silent() {
    return voices.stream().allMatch(List::isEmpty);
  }
}
