package antiphon.listen;

import antiphon.feel.Feel;
import antiphon.pipeline.HeardBar;
import antiphon.score.Key;
import java.util.List;

/**
 * What the ear made of some bars.
 *
 * @param bars in order; never empty
 * @param key the key that they are in
 * @param feel how they were played
 */
public record Heard(List<HeardBar> bars, Key key, Feel feel) {
  public Heard {
    bars = List.copyOf(bars);
  }
}
