package antiphon.score;

import antiphon.time.Tempo;
import java.util.List;
import java.util.Optional;

/**
 * A piece of written music. Immutable.
 *
 * @param tags style words for the model, from the general to the special ({@code folk}, {@code melody})
 * @param layout the staves as {@code %%score} gives them ({@code { 1 | 2 }}), empty for a single staff
 * @param tempo the tempo mark, if there is one
 * @param bars in order, each starting where the one before ends; the first starts at tick 0
 * @param voices numbered from 1 in this order
 * @param partOrder in which order the parts are played, as {@code P:} says it ({@code A2(BC)2}), empty as a rule
 */
public record Score(
    List<String> tags, String layout, Optional<Tempo> tempo, List<Bar> bars, List<Voice> voices, String partOrder) {
  public Score {
    tags = List.copyOf(tags);
    bars = List.copyOf(bars);
    voices = List.copyOf(voices);
    if (bars.isEmpty() || voices.isEmpty()) {
      throw new IllegalArgumentException(
          "score of " + bars.size() + " bars and " + voices.size() + " voices: expected at least one of each");
    }
    long start = 0;
    for (Bar bar : bars) {
      if (bar.start() != start) {
        throw new IllegalArgumentException("bar at tick " + bar.start() + ": expected it at " + start);
      }
      start = bar.end();
    }
  }

  /** A score that is played from its start to its end, repeats apart. */
  public Score(List<String> tags, String layout, Optional<Tempo> tempo, List<Bar> bars, List<Voice> voices) {
    this(tags, layout, tempo, bars, voices, "");
  }

  /** Ticks from the start to the last bar line. */
  public long length() {
    return bars.getLast().end();
  }

  /** Number of notes in all voices. */
  public int noteCount() {
    return voices.stream().mapToInt(voice -> voice.notes().size()).sum();
  }
}
