package antiphon.compose;

import antiphon.generate.BarNote;
import antiphon.time.Ticks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether two lists hold the same notes, where a little earlier or later is the same note heard better. Stateless. [any] */
final class SameNotes {
  /** Off by less than half of this, in ticks, two onsets mostly count as one. */
  private static final long GRID = Ticks.PER_EIGHTH / 4;

  private static final int PITCHES = 128;

  private SameNotes() {}

  /** Whether each note of one list is in the other; a note that one holds twice counts once there, twice in {@code played}. */
  static boolean same(List<BarNote> expected, List<BarNote> played) {
    Set<Integer> missing = new HashSet<>();
    expected.forEach(note -> missing.add(place(note)));
    for (BarNote note : played) {
      if (!missing.remove(place(note))) {
        return false;
      }
    }
    return missing.isEmpty();
  }

  private static int place(BarNote note) {
    return (int) Math.round(note.onset() / (double) GRID) * PITCHES + note.pitch();
  }
}
