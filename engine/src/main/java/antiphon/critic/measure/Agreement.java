package antiphon.critic.measure;

import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.List;

/**
 * How voices that sound together agree, looked at on each pulse of some bars.
 *
 * @param semitones of the pulses on which two pitches or more sound, the share on which two of them are a semitone apart,
 *     in whatever octave; NaN where there is none
 * @param triads of the pulses on which three pitch classes or more sound, the share on which they are a major or a minor
 *     triad and nothing else; NaN where there is none
 */
public record Agreement(double semitones, double triads) {
  private static final int CLASSES = 12;
  private static final int MAJOR = 1 | 1 << 4 | 1 << 7;
  private static final int MINOR = 1 | 1 << 3 | 1 << 7;
  private static final int CHORD = 3;

  /** Of notes of all voices together. [any] */
  public static Agreement of(List<Bar> bars, List<Note> notes) {
    int together = 0;
    int rubbing = 0;
    int chords = 0;
    int triads = 0;
    for (Bar bar : bars) {
      long at = bar.end() - bar.meter().barTicks();
      for (int pulse : bar.meter().pulses()) {
        int[] pitches = at < bar.start() ? new int[0] : sounding(notes, at);
        int classes = 0;
        for (int pitch : pitches) {
          classes |= 1 << pitch % CLASSES;
        }
        together += pitches.length > 1 ? 1 : 0;
        rubbing += rubs(pitches) ? 1 : 0;
        chords += Integer.bitCount(classes) >= CHORD ? 1 : 0;
        triads += triad(classes) ? 1 : 0;
        at += pulse;
      }
    }
    return new Agreement(share(rubbing, together), share(triads, chords));
  }

  private static double share(int some, int all) {
    return all == 0 ? Double.NaN : (double) some / all;
  }

  private static int[] sounding(List<Note> notes, long at) {
    return notes.stream().filter(n -> n.onset() <= at && at < n.end()).mapToInt(Note::pitch).distinct().sorted().toArray();
  }

  private static boolean rubs(int[] ascending) {
    for (int low = 0; low < ascending.length; low++) {
      for (int high = low + 1; high < ascending.length; high++) {
        int interval = (ascending[high] - ascending[low]) % CLASSES;
        if (interval == 1 || interval == CLASSES - 1) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean triad(int classes) {
    for (int root = 0; root < CLASSES; root++) {
      int from = ((classes >> root) | (classes << (CLASSES - root))) & ((1 << CLASSES) - 1);
      if (from == MAJOR || from == MINOR) {
        return true;
      }
    }
    return false;
  }
}
