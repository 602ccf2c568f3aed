package antiphon.critic.measure;

import antiphon.score.Note;
import java.util.List;

/** Moments at which what sounds changes. Stateless. */
final class Cuts {
  private Cuts() {}

  /** The first beginning or end of a note after {@code at}; the greatest number if there is none. */
  static long after(List<Note> notes, long at) {
    long next = Long.MAX_VALUE;
    for (Note note : notes) {
      if (note.onset() > at) {
        next = Math.min(next, note.onset());
      }
      if (note.end() > at) {
        next = Math.min(next, note.end());
      }
    }
    return next;
  }
}
