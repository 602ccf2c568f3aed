package antiphon.score;

import java.util.List;

/**
 * One voice of a score.
 *
 * <p>Notes may overlap (a held note under a moving one), but not at the same pitch.
 *
 * @param clef the clef
 * @param name the instrument's name, empty if there is none
 * @param notes in order of onset, then pitch
 * @param chords chord symbols above this voice, in order of onset
 */
public record Voice(Clef clef, String name, List<Note> notes, List<ChordSymbol> chords) {
  public Voice {
    notes = notes.stream().sorted().toList();
    chords = List.copyOf(chords);
  }

  public Voice(Clef clef, List<Note> notes) {
    this(clef, "", notes, List.of());
  }

  /** The same voice with other notes. */
  public Voice withNotes(List<Note> others) {
    return new Voice(clef, name, others, chords);
  }
}
