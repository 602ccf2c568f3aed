package antiphon.quantize;

import antiphon.score.Note;
import antiphon.time.Ticks;
import java.util.List;

/** What it costs to give the notes of an onset to voices: leaps, trims, crossings, wide or torn chords. Immutable. */
final class VoiceCosts {
  /** The end of what a voice never played. */
  static final long NEVER = Long.MIN_VALUE / 4;

  private static final double LEAP = 0.12;
  private static final double WIDE_LEAP = 0.06;
  private static final int FIFTH = 7;
  private static final double OUT_OF_REGISTER = 0.04;
  private static final double CROSSING = 2;
  private static final double TRIM = 3;
  private static final double TRIM_PER_QUARTER = 2;
  private static final double UNEQUAL = 1.5;
  private static final double UNEQUAL_PER_QUARTER = 2;
  private static final double WAKE = 0.4;
  private static final double WAKE_PER_QUARTER = 0.3;
  private static final double MOST_WAKE = 1.5;
  private static final double WIDE = 0.4;
  private static final double SECOND_VOICE = 1.2;
  private static final double TORN = 1.5;
  private static final double DOUBLE_STOP = 2.5;
  private static final double LONE = 0.4;
  private static final int SPAN = 12;

  /** Below this, F3, lies a lone line that is the left hand's. */
  private static final int LOW = 53;

  private static final int MIDDLE_C = 60;

  /** Semitones beyond middle C that are no effort for either hand. */
  private static final int FREE = 4;

  private final int voices;
  private final int rightHand;
  private final boolean keyboard;

  VoiceCosts(int voices, Texture texture) {
    this.voices = voices;
    this.keyboard = texture == Texture.KEYBOARD;
    this.rightHand = (voices + 1) / 2;
  }

  /** Where a voice is expected before it has played: high to low. */
  double home(int voice) {
    if (voices == 1) {
      return 66;
    }
    if (keyboard) {
      return voice < rightHand ? 72 - 4.0 * voice : 53 - 4.0 * (voice - rightHand);
    }
    return 74 - 28.0 * voice / (voices - 1);
  }

  /** The cost of going from one state to the next at an onset. */
  double of(VoiceState before, VoiceState after, long onset) {
    double cost = 0;
    for (int voice = 0; voice < voices; voice++) {
      List<Note> run = after.run(voice);
      if (!run.isEmpty()) {
        cost += leap(before, after, voice, onset) + trim(before, voice, onset) + chord(run, voice, after);
        cost += register(after, voice) + lone(after, voice, onset);
        if (keyboard && voice != 0 && voice != rightHand) {
          cost += SECOND_VOICE;
        }
        if (keyboard && voice + 1 < voices && voice + 1 != rightHand) {
          cost += torn(run, after.run(voice + 1));
        }
      }
    }
    return cost + crossings(after, onset);
  }

  private double leap(VoiceState before, VoiceState after, int voice, long onset) {
    double silentQuarters = Math.max(0, onset - before.ends[voice]) / (double) Ticks.PER_QUARTER;
    int distance =
        Math.max(Math.abs(after.highs[voice] - before.highs[voice]), Math.abs(after.lows[voice] - before.lows[voice]));
    double effort = LEAP * Math.min(distance, FIFTH) + WIDE_LEAP * Math.max(0, distance - FIFTH);
    double most = voice == 0 ? WAKE : MOST_WAKE;
    double wake = silentQuarters == 0 ? 0 : Math.min(WAKE + WAKE_PER_QUARTER * silentQuarters, most);
    // After a rest a line starts anew more freely, but not for a note that another line can take.
    return effort / (1 + Math.min(8, silentQuarters) / 4) + wake;
  }

  private double register(VoiceState after, int voice) {
    if (!keyboard || voices == 1) {
      return 0;
    }
    double beyond = voice < rightHand ? MIDDLE_C - FREE - after.lows[voice] : after.highs[voice] - MIDDLE_C - FREE;
    return OUT_OF_REGISTER * Math.max(0, beyond);
  }

  /** A line that is alone is the right hand's unless it is low. */
  private double lone(VoiceState after, int voice, long onset) {
    if (!keyboard || voice < rightHand || after.highs[voice] < LOW) {
      return 0;
    }
    for (int right = 0; right < rightHand; right++) {
      if (after.ends[right] > onset) {
        return 0;
      }
    }
    return LONE;
  }

  private static double trim(VoiceState before, int voice, long onset) {
    long lost = before.ends[voice] - onset;
    if (lost <= 0) {
      return 0;
    }
    return before.sizes[voice] * (TRIM + Math.min(8, TRIM_PER_QUARTER * lost / Ticks.PER_QUARTER));
  }

  private double chord(List<Note> run, int voice, VoiceState after) {
    long common = VoiceState.commonDuration(run);
    double cost = WIDE * Math.max(0, after.highs[voice] - after.lows[voice] - SPAN);
    for (Note note : run) {
      long changed = Math.abs(note.duration() - common);
      cost += changed == 0 ? 0 : UNEQUAL + Math.min(3, UNEQUAL_PER_QUARTER * changed / Ticks.PER_QUARTER);
    }
    return keyboard ? cost : cost + DOUBLE_STOP * (run.size() - 1);
  }

  /** Chord notes of one hand and one length in two voices. */
  private static double torn(List<Note> upper, List<Note> lower) {
    return !lower.isEmpty() && VoiceState.commonDuration(upper) == VoiceState.commonDuration(lower) ? TORN : 0;
  }

  /** Pairs of sounding voices of which the lower is above the higher. */
  private double crossings(VoiceState after, long onset) {
    double cost = 0;
    for (int upper = 0; upper < voices; upper++) {
      for (int lower = upper + 1; lower < voices; lower++) {
        if (after.ends[upper] > onset && after.ends[lower] > onset && after.highs[lower] > after.lows[upper]) {
          cost += CROSSING;
        }
      }
    }
    return cost;
  }
}
