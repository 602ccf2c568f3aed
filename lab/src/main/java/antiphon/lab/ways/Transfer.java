package antiphon.lab.ways;

import antiphon.score.Key;
import antiphon.score.Note;
import java.util.List;

/** Moves notes of one piece into another. Stateless. */
public final class Transfer {
  private Transfer() {}

  /**
   * Some notes later, in another key, and in the octave in which they are nearest to a mean pitch.
   *
   * @param ticks how much later
   * @param mean MIDI note number; NaN leaves them near where they are
   */
  public static List<Note> of(List<Note> notes, long ticks, Key from, Key to, double mean) {
    int shift = Math.floorMod(to.tonic() - from.tonic() + 6, 12) - 6;
    double away = mean - mean(notes) - shift;
    int octaves = Double.isNaN(away) ? 0 : (int) Math.round(away / 12);
    return notes.stream()
        .map(n -> new Note(n.onset() + ticks, n.duration(), Math.clamp(n.pitch() + shift + 12L * octaves, 0, 127)))
        .toList();
  }

  /** Mean pitch; NaN of no notes. */
  public static double mean(List<Note> notes) {
    return notes.stream().mapToInt(Note::pitch).average().orElse(Double.NaN);
  }
}
