package antiphon.score;

import java.util.Comparator;
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
 * @param lyrics what is sung, in order of onset, then verse
 */
public record Voice(Clef clef, String name, List<Note> notes, List<ChordSymbol> chords, List<Lyric> lyrics) {
  private static final Comparator<Lyric> ORDER = Comparator.comparingLong(Lyric::onset).thenComparingInt(Lyric::verse);

  public Voice {
    notes = notes.stream().sorted().toList();
    chords = List.copyOf(chords);
    lyrics = lyrics.stream().sorted(ORDER).toList();
  }

  /** A voice without words. */
  public Voice(Clef clef, String name, List<Note> notes, List<ChordSymbol> chords) {
    this(clef, name, notes, chords, List.of());
  }

  public Voice(Clef clef, List<Note> notes) {
    this(clef, "", notes, List.of());
  }

  /** The same voice with other notes, and without words. */
  public Voice withNotes(List<Note> others) {
    return new Voice(clef, name, others, chords);
  }
}
