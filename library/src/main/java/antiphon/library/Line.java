package antiphon.library;

import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;

/**
 * A melody: one note at a time, the highest where several begin together.
 *
 * @param pitches MIDI note numbers
 * @param onsets ticks or any other unit of time, ascending; as many as pitches
 */
public record Line(List<Integer> pitches, List<Long> onsets) {
  public Line {
    pitches = List.copyOf(pitches);
    onsets = List.copyOf(onsets);
    if (pitches.size() != onsets.size()) {
      throw new IllegalArgumentException(pitches.size() + " pitches and " + onsets.size() + " onsets: expected as many");
    }
  }

  /** The tune of some notes, which may be chords. */
  public static Line top(List<Note> notes) {
    List<Integer> pitches = new ArrayList<>();
    List<Long> onsets = new ArrayList<>();
    for (Note note : notes.stream().sorted().toList()) {
      if (!onsets.isEmpty() && onsets.getLast() == note.onset()) {
        pitches.removeLast();
        onsets.removeLast();
      }
      pitches.add(note.pitch());
      onsets.add(note.onset());
    }
    return new Line(pitches, onsets);
  }

  /** How many notes. */
  public int size() {
    return pitches.size();
  }

  /** Semitones from note {@code i} to the next. */
  int interval(int i) {
    return pitches.get(i + 1) - pitches.get(i);
  }

  /** How much longer or shorter the step from note {@code i} is than the step to it: log2, within -3 to 3. */
  double stretch(int i) {
    double before = Math.max(1, onsets.get(i) - onsets.get(i - 1));
    double after = Math.max(1, onsets.get(i + 1) - onsets.get(i));
    return Math.clamp(Math.log(after / before) / Math.log(2), -3, 3);
  }
}
