package antiphon.harmony;

import antiphon.score.Note;
import java.util.List;

/**
 * A bar of comping.
 *
 * @param notes in order of onset, in ticks of the piece
 * @param voicing what was played last, for the next bar
 */
public record CompedBar(List<Note> notes, Voicing voicing) {
  public CompedBar {
    notes = notes.stream().sorted().toList();
  }
}
