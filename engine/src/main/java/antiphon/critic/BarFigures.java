package antiphon.critic;

import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The {@link Figure}s of one bar of the companion's beside the bars before it. For one use. */
final class BarFigures {
  private static final int CLASSES = 12;
  private static final int MAJOR_SCALE = 0b101010110101;
  private static final int MINOR_SCALE = 0b110110101101;
  private static final int[] TRIADS = {1 | 1 << 4 | 1 << 7, 1 | 1 << 3 | 1 << 7};
  private static final int[] SEVENTHS = {
    1 | 1 << 4 | 1 << 7 | 1 << 10, 1 | 1 << 3 | 1 << 6, 1 | 1 << 3 | 1 << 7 | 1 << 10, 1 | 1 << 4 | 1 << 10, 1 | 1 << 3 | 1 << 6 | 1 << 9
  };
  private static final double[] SHARES = {0, 0.25, 0.5};
  private static final long PLAIN = Ticks.PER_QUARTER / 16;
  private static final int FIFTH = 7;
  private static final int OCTAVE = 12;

  private final WrittenBar written;
  private final Setting setting;
  private final int[] found = new int[Figure.values().length];
  /** Notes of the playing voices in this bar, and those that begin in it. */
  private final List<BarNote> notes = new ArrayList<>();

  private final List<BarNote> begun = new ArrayList<>();

  private BarFigures(WrittenBar written, Setting setting) {
    this.written = written;
    this.setting = setting;
    for (int voice : setting.playing()) {
      for (BarNote note : written.notes().get(voice)) {
        notes.add(note);
        if (!note.heldFrom()) {
          begun.add(note);
        }
      }
    }
  }

  /** For each figure its class. */
  static int[] of(WrittenBar written, Setting setting) {
    BarFigures figures = new BarFigures(written, setting);
    figures.together();
    figures.voices();
    figures.returns();
    figures.degrees();
    figures.lines();
    figures.rhythm();
    return figures.found;
  }

  private void set(Figure figure, int kind) {
    found[figure.ordinal()] = kind;
  }

  /** 0 of nothing, 1 for a share of 0, then one more for each border passed. */
  private void share(Figure figure, int some, int all, double... borders) {
    set(figure, all == 0 ? 0 : 1 + rank((double) some / all, borders));
  }

  private static int rank(double value, double... borders) {
    int rank = 0;
    while (rank < borders.length && value > borders[rank]) {
      rank++;
    }
    return rank;
  }

  private void together() {
    Accents accents = Accents.of(written.bar());
    int several = 0;
    int[] rubs = new int[7];
    int threes = 0;
    int triads = 0;
    int sevenths = 0;
    int parallels = 0;
    int wide = 0;
    int many = 0;
    int[] before = {};
    if (!setting.before().isEmpty()) {
      WrittenBar last = setting.before().getLast();
      Accents then = Accents.of(last.bar());
      before = sounding(last, then.pulse(then.pulses() - 1));
    }
    for (int i = 0; i < accents.pulses(); i++) {
      int[] pitches = sounding(written, accents.pulse(i));
      int classes = 0;
      int intervals = 0;
      for (int low = 0; low < pitches.length; low++) {
        classes |= 1 << pitches[low] % CLASSES;
        for (int high = low + 1; high < pitches.length; high++) {
          int interval = (pitches[high] - pitches[low]) % CLASSES;
          intervals |= 1 << Math.min(interval, CLASSES - interval);
        }
      }
      several += pitches.length > 1 ? 1 : 0;
      for (int interval = 1; interval < rubs.length; interval++) {
        rubs[interval] += intervals >> interval & 1;
      }
      if (Integer.bitCount(classes) > 2) {
        threes++;
        triads += is(classes, TRIADS) ? 1 : 0;
        sevenths += is(classes, SEVENTHS) ? 1 : 0;
      }
      if (pitches.length > 2) {
        many++;
        boolean gap = false;
        for (int upper = 2; upper < pitches.length; upper++) {
          gap |= pitches[upper] - pitches[upper - 1] > OCTAVE;
        }
        wide += gap ? 1 : 0;
      }
      parallels += parallel(before, pitches) ? 1 : 0;
      before = pitches;
    }
    share(Figure.SEMITONES, rubs[1], several, SHARES);
    share(Figure.SECONDS, rubs[2], several, SHARES);
    share(Figure.TRITONES, rubs[6], several, SHARES);
    share(Figure.TRIADS, triads, threes, 0, 0.5, 0.99);
    share(Figure.SEVENTHS, sevenths, threes, 0, 0.5, 0.99);
    share(Figure.SPACING, wide, many, 0, 0.5);
    set(Figure.PARALLELS, Math.min(2, parallels));
  }

  private static boolean is(int classes, int[] chords) {
    for (int root = 0; root < CLASSES; root++) {
      int from = ((classes >> root) | (classes << (CLASSES - root))) & ((1 << CLASSES) - 1);
      for (int chord : chords) {
        if (from == chord) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean parallel(int[] before, int[] now) {
    if (before.length < 2 || now.length < 2) {
      return false;
    }
    int then = (before[before.length - 1] - before[0]) % CLASSES;
    int low = Integer.signum(now[0] - before[0]);
    return (then == 0 || then == FIFTH) && then == (now[now.length - 1] - now[0]) % CLASSES
        && low * Integer.signum(now[now.length - 1] - before[before.length - 1]) > 0;
  }

  /** The playing voices' different pitches at a moment of a bar, ascending. */
  private int[] sounding(WrittenBar bar, long at) {
    int[] pitches = new int[128];
    int count = 0;
    for (int voice : setting.playing()) {
      for (BarNote note : bar.notes().get(voice)) {
        if (note.onset() <= at && at < note.end() && count < pitches.length) {
          pitches[count++] = note.pitch();
        }
      }
    }
    Arrays.sort(pitches, 0, count);
    int different = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || pitches[i] != pitches[i - 1]) {
        pitches[different++] = pitches[i];
      }
    }
    return Arrays.copyOf(pitches, different);
  }

  private void voices() {
    int together = 0;
    int crossed = 0;
    int unisons = 0;
    Accents accents = Accents.of(written.bar());
    for (int i = 0; i < accents.pulses(); i++) {
      for (int upper = 0; upper < setting.playing().size(); upper++) {
        int high = highest(written.notes().get(setting.playing().get(upper)), accents.pulse(i));
        for (int lower = upper + 1; high >= 0 && lower < setting.playing().size(); lower++) {
          int low = highest(written.notes().get(setting.playing().get(lower)), accents.pulse(i));
          together += low >= 0 ? 1 : 0;
          crossed += low > high ? 1 : 0;
          unisons += low == high ? 1 : 0;
        }
      }
    }
    share(Figure.CROSSING, crossed, together, 0, 0.25);
    share(Figure.UNISONS, unisons, together, 0, 0.25);
    int most = thickest(written);
    int mostBefore = 0;
    for (WrittenBar bar : setting.before()) {
      mostBefore = Math.max(mostBefore, thickest(bar));
    }
    int more = most - mostBefore;
    set(Figure.THICKNESS, more < -1 ? 0 : more < 0 ? 1 : more == 0 ? 2 : more == 1 ? 3 : 4);
  }

  private static int highest(List<BarNote> voice, long at) {
    int highest = -1;
    for (BarNote note : voice) {
      highest = note.onset() <= at && at < note.end() ? Math.max(highest, note.pitch()) : highest;
    }
    return highest;
  }

  private int thickest(WrittenBar bar) {
    int most = 0;
    for (int voice : setting.playing()) {
      for (BarNote note : bar.notes().get(voice)) {
        most = note.heldFrom() ? most : Math.max(most, sounding(bar, note.onset()).length);
      }
    }
    return most;
  }

  private void returns() {
    int size = setting.before().size();
    int same = 0;
    int rhythm = 0;
    for (int lag = size; lag >= 1 && !notes.isEmpty(); lag--) {
      WrittenBar earlier = setting.before().get(size - lag);
      int kind = lag == 1 ? 1 : lag == 2 ? 2 : lag == 4 ? 3 : lag == 8 ? 4 : 5;
      if (same(earlier, written, true) && (same == 0 || kind < 5)) {
        same = kind;
      }
      if (same(earlier, written, false)) {
        rhythm = lag == 1 ? 1 : lag == 2 || lag == 4 ? 2 : 3;
      }
    }
    if (same == 1 && size > 1 && same(setting.before().get(size - 2), setting.before().get(size - 1), true)) {
      same = 6;
    }
    set(Figure.RETURN, same);
    set(Figure.RHYTHM, rhythm);
    int standing = 0;
    int sounding = 0;
    for (int voice : setting.playing()) {
      boolean sounds = !written.notes().get(voice).isEmpty();
      sounding += sounds ? 1 : 0;
      standing += sounds && size > 0 && same(setting.before().get(size - 1).notes().get(voice), written.notes().get(voice), true) ? 1 : 0;
    }
    set(Figure.STANDING, standing == 0 ? 0 : standing < sounding ? 1 : 2);
  }

  private boolean same(WrittenBar one, WrittenBar other, boolean pitches) {
    if (one.bar().length() != other.bar().length()) {
      return false;
    }
    for (int voice : setting.playing()) {
      if (!same(one.notes().get(voice), other.notes().get(voice), pitches)) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(List<BarNote> one, List<BarNote> other, boolean pitches) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (one.get(i).onset() != other.get(i).onset() || one.get(i).end() != other.get(i).end()
          || (pitches && one.get(i).pitch() != other.get(i).pitch())) {
        return false;
      }
    }
    return true;
  }

  private void degrees() {
    Key key = written.bar().key();
    int classes = 0;
    int lowest = 128;
    int highest = -1;
    double before = 0;
    int notesBefore = 0;
    for (WrittenBar bar : setting.before()) {
      for (int voice : setting.playing()) {
        for (BarNote note : bar.notes().get(voice)) {
          classes |= 1 << note.pitch() % CLASSES;
          lowest = Math.min(lowest, note.pitch());
          highest = Math.max(highest, note.pitch());
          before += note.pitch();
          notesBefore++;
        }
      }
    }
    int outside = 0;
    int fresh = 0;
    int beyond = 0;
    double mean = 0;
    for (BarNote note : notes) {
      boolean chromatic = !inScale(note.pitch(), key);
      outside += chromatic ? 1 : 0;
      fresh |= chromatic && (classes >> note.pitch() % CLASSES & 1) == 0 ? 1 << note.pitch() % CLASSES : 0;
      beyond += note.pitch() < lowest || note.pitch() > highest ? 1 : 0;
      mean += note.pitch();
    }
    share(Figure.CHROMATIC, outside, notes.size(), 0, 0.15);
    set(Figure.NEW_CLASSES, notesBefore == 0 ? 0 : 1 + Math.min(2, Integer.bitCount(fresh)));
    set(Figure.OUTSIDE, notesBefore == 0 ? 0 : Math.min(2, beyond));
    set(Figure.HEIGHT, notes.isEmpty() || notesBefore == 0 ? 2 : rank(mean / notes.size() - before / notesBefore, -7, -3, 3, 7));
    int[] downbeat = sounding(written, 0);
    set(Figure.BASS, degree(downbeat.length == 0 ? -1 : downbeat[0], key) + 5 * place());
  }

  private static boolean inScale(int pitch, Key key) {
    return ((key.minor() ? MINOR_SCALE : MAJOR_SCALE) >> Math.floorMod(pitch - key.tonic(), CLASSES) & 1) != 0;
  }

  /** Nothing, tonic, of the tonic triad otherwise, of the scale otherwise, none of these. */
  private static int degree(int pitch, Key key) {
    if (pitch < 0) {
      return 0;
    }
    int degree = Math.floorMod(pitch - key.tonic(), CLASSES);
    return degree == 0 ? 1 : degree == FIFTH || degree == (key.minor() ? 3 : 4) ? 2 : inScale(pitch, key) ? 3 : 4;
  }

  private int place() {
    return setting.place().closes() ? 2 : setting.place().cadences() ? 1 : 0;
  }

  private void lines() {
    TopLine line = new TopLine();
    Set<Long> known = new HashSet<>();
    for (WrittenBar bar : setting.before()) {
      line.add(bar.bar().start(), top(bar));
    }
    int from = line.size();
    for (int i = 2; i < from; i++) {
      known.add(motif(line, i));
    }
    line.add(written.bar().start(), top(written));
    int steps = 0;
    int close = 0;
    int leaps = 0;
    int repeats = 0;
    int motifs = 0;
    int taken = 0;
    for (int i = from; i < line.size(); i++) {
      if (i > from) {
        int step = Math.abs(line.pitch(i) - line.pitch(i - 1));
        steps++;
        close += step > 0 && step <= 2 ? 1 : 0;
        leaps += step > FIFTH ? 1 : 0;
        repeats += step == 0 ? 1 : 0;
      }
      if (i > 1) {
        motifs++;
        taken += known.contains(motif(line, i)) ? 1 : 0;
      }
    }
    share(Figure.LEAPS, leaps, steps, 0, 0.2);
    share(Figure.STEPS, close, steps, 0.25, 0.5, 0.75);
    share(Figure.REPEATS, repeats, steps, 0, 0.2, 0.5);
    share(Figure.MOTIFS, taken, motifs, 0, 0.34, 0.67);
    set(Figure.SEAM, from == 0 || from == line.size() ? 0 : 1 + rank(Math.abs(line.pitch(from) - line.pitch(from - 1)), 0, 2, 5, 9));
    set(Figure.LAST, degree(from == line.size() ? -1 : line.pitch(line.size() - 1), written.bar().key()) + 5 * place());
  }

  private static long motif(TopLine line, int last) {
    long motif = 0;
    for (int i = last - 1; i <= last; i++) {
      motif = motif * 1_000_003 + (line.pitch(i) - line.pitch(i - 1)) * 4_000_037L + line.onset(i) - line.onset(i - 1);
    }
    return motif;
  }

  private List<BarNote> top(WrittenBar bar) {
    if (setting.playing().size() == 1) {
      return bar.notes().get(setting.playing().getFirst());
    }
    List<BarNote> all = new ArrayList<>();
    for (int voice : setting.playing()) {
      all.addAll(bar.notes().get(voice));
    }
    return all;
  }

  private void rhythm() {
    Bar bar = written.bar();
    int notesBefore = 0;
    boolean tuplets = false;
    Set<Long> lengths = new HashSet<>();
    for (WrittenBar earlier : setting.before()) {
      for (int voice : setting.playing()) {
        for (BarNote note : earlier.notes().get(voice)) {
          notesBefore += note.heldFrom() ? 0 : 1;
          tuplets |= note.onset() % PLAIN != 0;
          lengths.add(note.end() - note.onset());
        }
      }
    }
    double usual = setting.before().isEmpty() ? 0 : (double) notesBefore / setting.before().size();
    set(Figure.BUSYNESS, begun.isEmpty() ? 0 : 1 + rank(Math.log((begun.size() + 0.5) / (usual + 0.5)), -0.7, -0.3, -0.1, 0.1, 0.3, 0.7));
    int odd = 0;
    int off = 0;
    boolean thirds = false;
    boolean others = false;
    boolean downbeat = false;
    long offset = bar.length() - bar.meter().barTicks();
    int fresh = 0;
    for (BarNote note : begun) {
      if (note.onset() % PLAIN != 0) {
        odd++;
        thirds |= 3 * note.onset() % PLAIN == 0;
        others |= 3 * note.onset() % PLAIN != 0;
      }
      off += bar.meter().onPulse(note.onset() - offset) ? 0 : 1;
      downbeat |= note.onset() == 0;
      fresh += lengths.contains(note.end() - note.onset()) ? 0 : 1;
    }
    set(Figure.TUPLETS, odd == 0 ? 0 : thirds && others ? 3 : tuplets ? 1 : 2);
    set(Figure.DOWNBEAT, downbeat ? 1 : 0);
    share(Figure.NEW_LENGTHS, fresh, begun.size(), 0, 0.25);
    share(Figure.OFF_PULSES, off, begun.size(), 0.2, 0.5, 0.7);
    long silent = bar.length();
    long until = 0;
    for (BarNote note : notes.stream().sorted((a, b) -> Long.compare(a.onset(), b.onset())).toList()) {
      silent -= Math.max(0, note.end() - Math.max(until, note.onset()));
      until = Math.max(until, note.end());
    }
    set(Figure.RESTS, rank((double) silent / bar.length(), 0, 0.26, 0.51, 0.99));
  }
}
