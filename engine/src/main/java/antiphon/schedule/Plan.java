package antiphon.schedule;

import antiphon.generate.WrittenBar;
import java.util.List;

/**
 * What is to be played in one bar, as far as is known now. A later plan for the same bar replaces it in
 * all that is not sealed.
 *
 * @param barNumber bar of the transport's timeline
 * @param epoch of the transport for which it was made; in another epoch it is void
 * @param window for which of the companion's turns it was made; in another turn it is void
 * @param from ticks from the bar's start before which nothing of it is played
 * @param cover whether it only stands in for a plan of the model, which goes before it whenever it comes
 * @param written the bar as text and notes
 * @param strikes its notes as they will be played, in order of onset
 * @param number counts the plans of the one who made it, which is the model's side or its cover
 */
public record Plan(
    long barNumber, long epoch, int window, long from, boolean cover, WrittenBar written, List<Strike> strikes,
    long number) {
  public Plan {
    strikes = List.copyOf(strikes);
  }
}
