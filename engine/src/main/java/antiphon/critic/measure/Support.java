package antiphon.critic.measure;

import antiphon.score.Note;
import java.util.List;

/**
 * What an accompaniment does under a melody, as shares of the time that the melody's notes sound; the three
 * sum to 1.
 *
 * @param consonant at least one note of the accompaniment is consonant with the melody's (the consonance
 *     ratio, CR): unison, third, perfect fifth or sixth, in whatever octave
 * @param dissonant there are notes, none consonant
 * @param alone there are none
 */
public record Support(double consonant, double dissonant, double alone) {
  private static final int CONSONANCES = 1 | 1 << 3 | 1 << 4 | 1 << 7 | 1 << 8 | 1 << 9;

  /** The time with no consonant note (the unsupported ratio, UR). */
  public double unsupported() {
    return dissonant + alone;
  }

  /** Measures notes in ticks of one piece; all shares are NaN for a melody without notes. [any] */
  public static Support of(List<Note> melody, List<Note> accompaniment) {
    long[] ticks = new long[3];
    for (Note note : melody) {
      List<Note> under = accompaniment.stream().filter(n -> n.onset() < note.end() && n.end() > note.onset()).toList();
      long at = note.onset();
      while (at < note.end()) {
        long now = at;
        long next = Math.min(note.end(), Cuts.after(under, now));
        ticks[kind(note.pitch(), under, now)] += next - now;
        at = next;
      }
    }
    double all = ticks[0] + ticks[1] + ticks[2];
    return new Support(ticks[0] / all, ticks[1] / all, ticks[2] / all);
  }

  private static int kind(int pitch, List<Note> notes, long at) {
    int kind = 2;
    for (Note note : notes) {
      if (note.onset() <= at && at < note.end()) {
        if ((CONSONANCES >> Math.abs(note.pitch() - pitch) % 12 & 1) != 0) {
          return 0;
        }
        kind = 1;
      }
    }
    return kind;
  }
}
