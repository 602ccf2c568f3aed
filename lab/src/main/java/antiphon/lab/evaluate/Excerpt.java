package antiphon.lab.evaluate;

import antiphon.critic.measure.Profile;
import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.List;

/**
 * Some bars of music by somebody.
 *
 * @param bars the bars, one after the other
 * @param voices for each voice its notes that begin in them, cut at their end
 */
record Excerpt(List<Bar> bars, List<List<Note>> voices) {
  Excerpt {
    bars = List.copyOf(bars);
    voices = voices.stream().map(List::copyOf).toList();
  }

  List<Note> notes() {
    return voices.stream().flatMap(List::stream).sorted().toList();
  }

  /** The notes of the first voice that has some. */
  List<Note> tune() {
    return voices.stream().filter(voice -> !voice.isEmpty()).findFirst().orElse(List.of());
  }

  /** Adds the voices, each by itself. */
  void addTo(Profile profile) {
    voices.stream().filter(voice -> !voice.isEmpty()).forEach(voice -> profile.add(bars, voice));
  }
}
