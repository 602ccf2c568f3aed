package antiphon.schedule;

import antiphon.generate.WrittenBar;
import java.util.List;

/**
 * What is to be played in one bar, as far as is known now. A later plan for the same bar replaces it
 * until the bar is sealed.
 *
 * @param barNumber bar of the transport's timeline
 * @param epoch of the transport for which it was made; in another epoch it is void
 * @param written the bar as text and notes
 * @param strikes its notes as they will be played, in order of onset
 */
public record Plan(long barNumber, long epoch, WrittenBar written, List<Strike> strikes) {
  public Plan {
    strikes = List.copyOf(strikes);
  }
}
