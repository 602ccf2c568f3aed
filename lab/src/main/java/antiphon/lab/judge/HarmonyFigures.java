package antiphon.lab.judge;

import antiphon.critic.measure.Regularity;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import java.util.List;

/** Which pitch classes sound, and what sounds together. Stateless. */
final class HarmonyFigures {
  private static final int CLASSES = 12;
  private static final int[] CHORDS = {1 | 1 << 4 | 1 << 7, 1 | 1 << 3 | 1 << 7, 1 | 1 << 4 | 1 << 7 | 1 << 10, 1 | 1 << 3 | 1 << 6};
  private static final String[] CHORD_NAMES = {"major", "minor", "sevenths", "diminished"};
  private static final int MAJOR_SCALE = 0b101010110101;
  private static final int MINOR_SCALE = 0b110110101101;

  private HarmonyFigures() {}

  static void add(Figures figures, Passage passage) {
    degrees(figures, passage);
    together(figures, passage);
    voices(figures, passage);
    ending(figures, passage);
  }

  private static void degrees(Figures figures, Passage passage) {
    double[] degrees = new double[CLASSES];
    double weak = 0;
    double chromatic = 0;
    for (Note note : passage.notes()) {
      Bar bar = passage.bar(note);
      int degree = Math.floorMod(note.pitch() - bar.key().tonic(), CLASSES);
      degrees[degree]++;
      boolean inside = ((bar.key().minor() ? MINOR_SCALE : MAJOR_SCALE) >> degree & 1) != 0;
      chromatic += inside ? 0 : 1;
      weak += !inside && bar.meter().onPulse(note.onset() - bar.start()) ? 1 : 0;
    }
    int all = passage.notes().size();
    for (int degree = 0; degree < CLASSES; degree++) {
      figures.share("degree-" + degree, degrees[degree], all);
    }
    figures.share("chromatic", chromatic, all);
    figures.share("chromatic-on-pulses", weak, all);
    figures.add("entropy-1", Regularity.entropy(passage.bars(), passage.notes(), 1));
    figures.add("entropy-4", Regularity.entropy(passage.bars(), passage.notes(), Math.min(4, passage.bars().size())));
  }

  private static void together(Figures figures, Passage passage) {
    int several = 0;
    int semitones = 0;
    int tritones = 0;
    int seconds = 0;
    int fifths = 0;
    int threes = 0;
    int[] chords = new int[CHORDS.length];
    double gap = 0;
    double widest = 0;
    double voices = 0;
    int changes = 0;
    int bassRoots = 0;
    int parallels = 0;
    int moves = 0;
    int last = 0;
    int[] before = {};
    long[] pulses = passage.pulses();
    for (long pulse : pulses) {
      int[] pitches = passage.sounding(pulse);
      int classes = classes(pitches);
      voices += pitches.length;
      if (pitches.length > 1) {
        several++;
        semitones += holds(pitches, 1) || holds(pitches, 11) ? 1 : 0;
        tritones += holds(pitches, 6) ? 1 : 0;
        seconds += holds(pitches, 2) || holds(pitches, 10) ? 1 : 0;
        fifths += Integer.bitCount(classes) == 2 && holds(pitches, 7) ? 1 : 0;
        gap += (double) (pitches[pitches.length - 1] - pitches[0]) / (pitches.length - 1);
        for (int i = 2; i < pitches.length; i++) {
          widest = Math.max(widest, pitches[i] - pitches[i - 1]);
        }
        if (before.length > 1) {
          int low = Integer.signum(pitches[0] - before[0]);
          int high = Integer.signum(pitches[pitches.length - 1] - before[before.length - 1]);
          int then = (before[before.length - 1] - before[0]) % CLASSES;
          int now = (pitches[pitches.length - 1] - pitches[0]) % CLASSES;
          moves += low * high > 0 ? 1 : 0;
          parallels += low * high > 0 && then == now && (now == 0 || now == 7) ? 1 : 0;
        }
      }
      if (Integer.bitCount(classes) >= 3) {
        threes++;
        int found = chord(classes);
        if (found >= 0) {
          chords[found / CLASSES]++;
          bassRoots += pitches[0] % CLASSES == found % CLASSES ? 1 : 0;
        }
      }
      changes += classes != last ? 1 : 0;
      last = classes;
      before = pitches;
    }
    figures.share("together", several, pulses.length);
    figures.share("together-semitones", semitones, several);
    figures.share("together-tritones", tritones, several);
    figures.share("together-seconds", seconds, several);
    figures.share("together-fifths", fifths, several);
    figures.share("gap-mean", gap, several);
    figures.add("gap-widest", widest);
    figures.share("voices-mean", voices, pulses.length);
    figures.share("threes", threes, pulses.length);
    for (int i = 0; i < CHORDS.length; i++) {
      figures.share("chords-" + CHORD_NAMES[i], chords[i], threes);
    }
    figures.share("roots-in-bass", bassRoots, threes);
    figures.share("changes", changes, pulses.length);
    figures.share("parallels", parallels, moves);
    figures.share("same-way", moves, several);
  }

  private static int classes(int[] pitches) {
    int classes = 0;
    for (int pitch : pitches) {
      classes |= 1 << pitch % CLASSES;
    }
    return classes;
  }

  private static boolean holds(int[] ascending, int interval) {
    for (int low = 0; low < ascending.length; low++) {
      for (int high = low + 1; high < ascending.length; high++) {
        if ((ascending[high] - ascending[low]) % CLASSES == interval) {
          return true;
        }
      }
    }
    return false;
  }

  /** Twelve times the kind of chord plus its root; below 0 for no such chord. */
  private static int chord(int classes) {
    for (int kind = 0; kind < CHORDS.length; kind++) {
      for (int root = 0; root < CLASSES; root++) {
        if ((((classes >> root) | (classes << (CLASSES - root))) & ((1 << CLASSES) - 1)) == CHORDS[kind]) {
          return kind * CLASSES + root;
        }
      }
    }
    return -1;
  }

  private static void voices(Figures figures, Passage passage) {
    long together = 0;
    long crossed = 0;
    long unisons = 0;
    long[] pulses = passage.pulses();
    for (int upper = 0; upper < passage.voices().size(); upper++) {
      for (int lower = upper + 1; lower < passage.voices().size(); lower++) {
        for (long pulse : pulses) {
          int high = at(passage.voices().get(upper), pulse);
          int low = at(passage.voices().get(lower), pulse);
          together += high > 0 && low > 0 ? 1 : 0;
          crossed += high > 0 && low > high ? 1 : 0;
          unisons += high > 0 && low == high ? 1 : 0;
        }
      }
    }
    figures.share("crossed", crossed, together);
    figures.share("unisons", unisons, together);
    long shared = passage.notes().stream().filter(note -> note.pitch() > 0).distinct().count();
    figures.share("doubled", passage.notes().size() - shared, passage.notes().size());
  }

  /** The highest pitch that a voice sounds at a tick; 0 for none. */
  private static int at(List<Note> voice, long at) {
    return voice.stream().filter(note -> note.onset() <= at && at < note.end()).mapToInt(Note::pitch).max().orElse(0);
  }

  private static void ending(Figures figures, Passage passage) {
    Bar last = passage.bars().getLast();
    Key key = last.key();
    int[] strong = passage.sounding(last.start());
    List<Note> top = passage.top();
    int[] end = passage.sounding(last.end() - 1);
    figures.add("last-downbeat-on-tonic", strong.length > 0 && Math.floorMod(strong[0] - key.tonic(), CLASSES) == 0 ? 1 : 0);
    figures.add("ends-on-tonic", !top.isEmpty() && Math.floorMod(top.getLast().pitch() - key.tonic(), CLASSES) == 0 ? 1 : 0);
    figures.add("last-bass-tonic", end.length > 0 && Math.floorMod(end[0] - key.tonic(), CLASSES) == 0 ? 1 : 0);
    figures.add("last-bass-dominant", end.length > 0 && Math.floorMod(end[0] - key.tonic(), CLASSES) == 7 ? 1 : 0);
    figures.add("last-sounds", end.length > 0 ? 1 : 0);
    figures.add("tonic-downbeats", (double) passage.bars().stream().filter(bar -> {
      int[] pitches = passage.sounding(bar.start());
      return pitches.length > 0 && Math.floorMod(pitches[0] - bar.key().tonic(), CLASSES) == 0;
    }).count() / passage.bars().size());
  }
}
