package antiphon.app.take;

import antiphon.score.Key;
import antiphon.time.Timeline;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What player and companion sounded together.
 *
 * @param title for people
 * @param timeline bars and tempo
 * @param bars how many bars there are, from bar 0
 * @param key at the start
 * @param player what the player sounded
 * @param companion what the companion sounded
 * @param programs General MIDI programs of the companion's channels
 */
public record Take(
    String title,
    Timeline timeline,
    long bars,
    Key key,
    List<Sound> player,
    List<Sound> companion,
    Map<Integer, Integer> programs) {
  public Take {
    player = List.copyOf(player);
    companion = List.copyOf(companion);
    programs = Map.copyOf(programs);
    if (bars < 1) {
      throw new IllegalArgumentException("take of " + bars + " bars: expected at least 1");
    }
  }

  /** Everything that sounded. */
  Stream<Sound> sounds() {
    return Stream.concat(player.stream(), companion.stream());
  }

  /** The tick at which the last bar or the last sound ends. */
  long endTick() {
    return Math.max(timeline.barStart(bars), sounds().mapToLong(Sound::end).max().orElse(0));
  }
}
