package antiphon.library;

import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.time.Ticks;
import java.util.Arrays;
import java.util.List;

/**
 * A take as a point in a space in which alike takes are near: pitch classes above the tonic, lengths, steps of the tune,
 * and how dense, high, wide, full, syncopated and quick it is, each weighed so that none outweighs the rest. Stateless.
 */
final class Traits {
  private static final int PITCH_CLASSES = 12;
  private static final int LENGTHS = 6;
  private static final int STEPS = 7;
  private static final int REST = 8;
  /** How many numbers there are. */
  static final int SIZE = PITCH_CLASSES + LENGTHS + STEPS + REST;

  private Traits() {}

  static double[] of(
      Score score, List<Note> notes, Line tune, Key key, double quartersPerMinute, double atOnce, double offBeat) {
    double[] traits = new double[SIZE];
    if (notes.isEmpty()) {
      return traits;
    }
    double all = notes.stream().mapToDouble(Note::duration).sum();
    double pitches = 0;
    for (Note note : notes) {
      traits[Math.floorMod(note.pitch() - key.tonic(), 12)] += 1.6 * note.duration() / all;
      traits[PITCH_CLASSES + length(note.duration())] += 0.8 / notes.size();
      pitches += note.pitch();
    }
    for (int i = 0; i + 1 < tune.size(); i++) {
      traits[PITCH_CLASSES + LENGTHS + step(tune.interval(i))] += 0.8 / (tune.size() - 1);
    }
    int low = notes.stream().mapToInt(Note::pitch).min().orElse(60);
    int high = notes.stream().mapToInt(Note::pitch).max().orElse(60);
    double quarters = (double) score.length() / Ticks.PER_QUARTER;
    double[] rest = {
      key.minor() ? 0.4 : 0,
      0.35 * log2(1 + notes.size() / quarters),
      (high - low) / 60.0,
      (pitches / notes.size() - 60) / 48,
      0.3 * (atOnce - 1),
      offBeat,
      0.3 * log2(quartersPerMinute / 120),
      score.bars().getFirst().meter().barTicks() % (3 * Ticks.PER_EIGHTH) == 0 ? 0.35 : 0,
    };
    System.arraycopy(rest, 0, traits, PITCH_CLASSES + LENGTHS + STEPS, REST);
    return traits;
  }

  private static int length(long ticks) {
    // A sixteenth or less, up to more than a half.
    long[] ends = {Ticks.PER_QUARTER / 4, Ticks.PER_QUARTER * 2L / 5, Ticks.PER_EIGHTH, Ticks.PER_QUARTER, 2L * Ticks.PER_QUARTER};
    int at = 0;
    while (at < ends.length && ticks > ends[at]) {
      at++;
    }
    return at;
  }

  /** Repeated, a step up, down, a third up, down, more up, down. */
  private static int step(int semitones) {
    int size = Math.abs(semitones);
    int kind = size == 0 ? 0 : size <= 2 ? 1 : size <= 4 ? 3 : 5;
    return kind == 0 ? 0 : kind + (semitones < 0 ? 1 : 0);
  }

  private static double log2(double value) {
    return Math.log(Math.max(1e-3, value)) / Math.log(2);
  }

  /** How alike two are: 1 for the same, towards 0 for what has nothing in common. */
  static double likeness(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "traits of " + a.length + " and " + b.length + " numbers " + Arrays.toString(a) + ": expected as many");
    }
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.exp(-Math.sqrt(sum));
  }
}
