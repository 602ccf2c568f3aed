package antiphon.generate;

import antiphon.score.Note;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins what one voice sounds bar by bar into whole notes. For one use. */
final class HeldNotes {
  private final int voice;
  private final long origin;
  private final Map<Integer, Long> onsets = new HashMap<>();
  private final List<Note> notes = new ArrayList<>();

  /** @param origin tick of the piece that becomes 0 */
  HeldNotes(int voice, long origin) {
    this.voice = voice;
    this.origin = origin;
  }

  List<Note> join(List<WrittenBar> bars) {
    for (WrittenBar written : bars) {
      long start = written.bar().start() - origin;
      List<BarNote> inBar = written.notes().get(voice);
      onsets.entrySet().removeIf(open -> {
        boolean goesOn = inBar.stream().anyMatch(n -> n.heldFrom() && n.pitch() == open.getKey());
        if (!goesOn) {
          notes.add(new Note(open.getValue(), start - open.getValue(), open.getKey()));
        }
        return !goesOn;
      });
      for (BarNote note : inBar) {
        Long begun = note.heldFrom() ? onsets.remove(note.pitch()) : null;
        long onset = begun != null ? begun : start + note.onset();
        if (note.heldOver()) {
          onsets.put(note.pitch(), onset);
        } else {
          notes.add(new Note(onset, start + note.end() - onset, note.pitch()));
        }
      }
    }
    long end = bars.getLast().bar().end() - origin;
    onsets.forEach((pitch, onset) -> notes.add(new Note(onset, end - onset, pitch)));
    return notes;
  }
}
