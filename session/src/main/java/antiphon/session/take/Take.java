package antiphon.session.take;

import antiphon.score.Key;
import antiphon.take.TakenNote;
import antiphon.time.Timeline;
import java.util.List;
import java.util.Map;

/**
 * What player and companion sounded together.
 *
 * @param title for people
 * @param timeline bars and tempo
 * @param bars how many bars there are, from bar 0
 * @param key at the start
 * @param notes what sounded, in ticks of the timeline
 * @param programs General MIDI programs of the companion's channels
 */
public record Take(
    String title, Timeline timeline, long bars, Key key, List<TakenNote> notes, Map<Integer, Integer> programs) {
  public Take {
    notes = List.copyOf(notes);
    programs = Map.copyOf(programs);
    if (bars < 1) {
      throw new IllegalArgumentException("take of " + bars + " bars: expected at least 1");
    }
  }

  List<TakenNote> player() {
    return notes.stream().filter(note -> !note.companion()).toList();
  }

  List<TakenNote> companion() {
    return notes.stream().filter(TakenNote::companion).toList();
  }

  /** The tick at which the last bar or the last note ends. */
  long endTick() {
    return Math.max(timeline.barStart(bars), notes.stream().mapToLong(TakenNote::end).max().orElse(0));
  }
}
