package antiphon.pipeline;

import antiphon.score.Key;
import java.util.List;

/**
 * What the ear made of some bars.
 *
 * @param bars in order; never empty
 * @param key the key that they are in
 * @param loudness mean velocity, 1 to 127
 */
public record Heard(List<HeardBar> bars, Key key, int loudness) {
  public Heard {
    bars = List.copyOf(bars);
  }
}
