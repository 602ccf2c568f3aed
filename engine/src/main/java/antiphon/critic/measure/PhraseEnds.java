package antiphon.critic.measure;

import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import java.util.List;

/**
 * Whether phrases come to rest: how often the note that sounds last in a bar (the highest of several) is one
 * of the tonic triad.
 *
 * @param stable share among the bars that end a phrase of four, counted from the first bar, and the last bar
 * @param elsewhere share among the others: what chance gives in this style
 */
public record PhraseEnds(double stable, double elsewhere) {
  private static final int PHRASE = 4;

  /** Measures a voice; bars without a note are passed over; a share of none is NaN. [any] */
  public static PhraseEnds of(List<Bar> bars, List<Note> notes) {
    int[] stable = new int[2];
    int[] all = new int[2];
    for (int i = 0; i < bars.size(); i++) {
      Note last = last(bars.get(i), notes);
      if (last.end() > bars.get(i).start()) {
        int kind = (i + 1) % PHRASE == 0 || i == bars.size() - 1 ? 0 : 1;
        all[kind]++;
        stable[kind] += stable(last.pitch(), bars.get(i).key()) ? 1 : 0;
      }
    }
    return new PhraseEnds((double) stable[0] / all[0], (double) stable[1] / all[1]);
  }

  private static Note last(Bar bar, List<Note> notes) {
    Note last = new Note(Long.MIN_VALUE / 2, 1, 0);
    for (Note note : notes) {
      long end = Math.min(note.end(), bar.end());
      long lastEnd = Math.min(last.end(), bar.end());
      boolean inside = note.onset() < bar.end() && note.end() > bar.start();
      if (inside && (end > lastEnd || (end == lastEnd && note.pitch() > last.pitch()))) {
        last = note;
      }
    }
    return last;
  }

  private static boolean stable(int pitch, Key key) {
    int above = Math.floorMod(pitch - key.tonic(), 12);
    return above == 0 || above == 7 || above == (key.minor() ? 3 : 4);
  }
}
