package antiphon.band;

import antiphon.time.Meter;
import java.util.List;

/**
 * Some bars that a drummer played.
 *
 * @param style its word, such as {@code bossa}
 * @param meter of all its bars
 * @param fill whether it leads into something new, else it goes on
 * @param tempo quarters a minute
 * @param recording number of the recording that it is from: its phrases vary each other
 * @param bars in order, not empty
 */
public record Groove(String style, Meter meter, boolean fill, int tempo, int recording, List<List<DrumHit>> bars) {
  public Groove {
    bars = bars.stream().map(List::copyOf).toList();
    if (bars.isEmpty()) {
      throw new IllegalArgumentException("groove '" + style + "' without bars: expected at least one");
    }
    for (List<DrumHit> bar : bars) {
      for (DrumHit hit : bar) {
        if (hit.place() >= meter.barTicks()) {
          throw new IllegalArgumentException(
              "groove '" + style + "' with a stroke at tick " + hit.place() + ": expected less than " + meter.barTicks());
        }
      }
    }
  }
}
