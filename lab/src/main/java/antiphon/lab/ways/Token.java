package antiphon.lab.ways;

import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of a voice: a note, a chord or a rest.
 *
 * @param step semitones from the highest note before to the highest of this; {@link #REST} for a rest
 * @param duration ticks
 * @param chord the lower notes of a chord: bit n for one n semitones below the highest
 */
record Token(int step, long duration, long chord) {
  static final int REST = Integer.MAX_VALUE;
  private static final int WIDEST = 60;

  boolean rest() {
    return step == REST;
  }

  /**
   * A voice as steps, every moment of it in one of them: a note lasts until the next begins at most.
   *
   * @param notes in order
   * @param from tick at which it begins
   * @param before highest pitch before, or what the first note is to be counted from
   */
  static List<Token> of(List<Note> notes, long from, int before) {
    List<Token> tokens = new ArrayList<>();
    long at = from;
    int top = before;
    for (int i = 0; i < notes.size(); ) {
      long onset = notes.get(i).onset();
      int next = i;
      int highest = 0;
      long longest = 0;
      while (next < notes.size() && notes.get(next).onset() == onset) {
        highest = Math.max(highest, notes.get(next).pitch());
        longest = Math.max(longest, notes.get(next).duration());
        next++;
      }
      long chord = 0;
      for (Note note : notes.subList(i, next)) {
        int below = highest - note.pitch();
        chord |= below > 0 && below <= WIDEST ? 1L << below : 0;
      }
      if (onset > at) {
        tokens.add(new Token(REST, onset - at, 0));
      }
      long end = next < notes.size() ? Math.min(onset + longest, notes.get(next).onset()) : onset + longest;
      tokens.add(new Token(highest - top, end - onset, chord));
      top = highest;
      at = end;
      i = next;
    }
    return tokens;
  }

  /** The notes of a step that begins at a tick. */
  List<Note> notes(long onset, int highest) {
    List<Note> notes = new ArrayList<>();
    for (int below = 0; below <= WIDEST && !rest(); below++) {
      if ((below == 0 || (chord >>> below & 1) != 0) && highest - below >= 0) {
        notes.add(new Note(onset, duration, highest - below));
      }
    }
    return notes;
  }
}
