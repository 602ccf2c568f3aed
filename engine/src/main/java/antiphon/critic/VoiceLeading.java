package antiphon.critic;

import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import java.util.List;

/** How a bar's voices move, from the bar before and among themselves. Stateless. */
final class VoiceLeading {
  private static final int FIFTH = 7;
  private static final int OCTAVE = 12;
  private static final int NONE = -1;

  private VoiceLeading() {}

  /** 1 without a fault; leaps, parallels and crossings take away a third each at most. */
  static double of(WrittenBar written, Setting setting, Accents accents) {
    return 1 - (leaps(written, setting) + parallels(written, setting, accents) + crossings(written, setting)) / 3;
  }

  /** Share of the steps of all voices that leap: 1 for more than an octave, a third for more than a fifth. */
  static double leaps(WrittenBar written, Setting setting) {
    double leaps = 0;
    int steps = 0;
    for (int voice : setting.playing()) {
      TopLine line = new TopLine();
      if (!setting.before().isEmpty()) {
        WrittenBar last = setting.before().getLast();
        line.add(last.bar().start(), last.notes().get(voice));
      }
      int from = Math.max(1, line.size());
      line.add(written.bar().start(), written.notes().get(voice));
      for (int i = from; i < line.size(); i++) {
        int leap = Math.abs(line.pitch(i) - line.pitch(i - 1));
        leaps += leap > OCTAVE ? 1 : leap > FIFTH ? 1.0 / 3 : 0;
        steps++;
      }
    }
    return steps == 0 ? 0 : leaps / steps;
  }

  /**
   * Parallel fifths and octaves from pulse to pulse between the lowest and the highest note of all, the
   * player's included: the share of the moves in which both go the same way that keep such an interval.
   */
  static double parallels(WrittenBar written, Setting setting, Accents accents) {
    int low = NONE;
    int high = NONE;
    if (!setting.before().isEmpty()) {
      WrittenBar last = setting.before().getLast();
      Accents then = Accents.of(last.bar());
      long at = then.pulse(then.pulses() - 1);
      low = outer(last.notes(), at, false);
      high = outer(last.notes(), at, true);
    }
    int parallel = 0;
    int moves = 0;
    for (int i = 0; i < accents.pulses(); i++) {
      int nextLow = NONE;
      int nextHigh = NONE;
      for (int voice : setting.playing()) {
        List<BarNote> notes = written.notes().get(voice);
        nextLow = lower(nextLow, outer(notes, accents.pulse(i), false, NONE));
        nextHigh = Math.max(nextHigh, outer(notes, accents.pulse(i), true, NONE));
      }
      nextLow = lower(nextLow, outer(setting.player(), accents.pulse(i), false));
      nextHigh = Math.max(nextHigh, outer(setting.player(), accents.pulse(i), true));
      boolean both = low != NONE && nextLow != NONE && low != high && nextLow != nextHigh;
      if (both && Integer.signum(nextLow - low) * Integer.signum(nextHigh - high) > 0) {
        int interval = (high - low) % 12;
        moves++;
        parallel += (interval == 0 || interval == FIFTH) && interval == (nextHigh - nextLow) % 12 ? 1 : 0;
      }
      low = nextLow;
      high = nextHigh;
    }
    return moves == 0 ? 0 : (double) parallel / moves;
  }

  private static int lower(int pitch, int other) {
    return pitch == NONE ? other : other == NONE ? pitch : Math.min(pitch, other);
  }

  private static int outer(List<List<BarNote>> voices, long at, boolean highest) {
    int found = NONE;
    for (List<BarNote> notes : voices) {
      found = outer(notes, at, highest, found);
    }
    return found;
  }

  private static int outer(List<BarNote> notes, long at, boolean highest, int so) {
    int found = so;
    for (BarNote note : notes) {
      if (note.onset() <= at && at < note.end()) {
        found = highest ? Math.max(found, note.pitch()) : lower(found, note.pitch());
      }
    }
    return found;
  }

  /** Share of the time of two voices together in which the one that belongs below has a note above all of the other. */
  static double crossings(WrittenBar written, Setting setting) {
    long together = 0;
    long crossed = 0;
    for (int i = 0; i < setting.playing().size(); i++) {
      for (int j = i + 1; j < setting.playing().size(); j++) {
        boolean swapped = home(setting, i) < home(setting, j);
        List<BarNote> upper = written.notes().get(setting.playing().get(swapped ? j : i));
        List<BarNote> lower = written.notes().get(setting.playing().get(swapped ? i : j));
        for (BarNote note : lower) {
          for (BarNote above : upper) {
            long ticks = Math.min(note.end(), above.end()) - Math.max(note.onset(), above.onset());
            if (ticks > 0) {
              together += ticks;
              crossed += note.pitch() > outer(upper, Math.max(note.onset(), above.onset()), true, NONE) ? ticks : 0;
            }
          }
        }
      }
    }
    return together == 0 ? 0 : (double) crossed / together;
  }

  /** Where a voice belongs: its wanted pitch; without one, voices are listed from the highest down. */
  private static double home(Setting setting, int voice) {
    double wanted = setting.targets().parts().isEmpty()
        ? Double.NaN
        : setting.targets().parts().get(voice).meanPitch();
    return Double.isNaN(wanted) ? -voice : wanted;
  }
}
