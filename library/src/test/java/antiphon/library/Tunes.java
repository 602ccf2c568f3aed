package antiphon.library;

import antiphon.musicxml.Sheet;
import antiphon.score.Bar;
import antiphon.score.Clef;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Tunes of our own for tests: walks through a scale in bars of four quarters, with lengths and leaps by chance. */
final class Tunes {
  private static final int[] SCALE = {0, 2, 4, 5, 7, 9, 11};
  private static final int[] EIGHTHS = {1, 1, 1, 2, 2, 2, 3, 4};

  private Tunes() {}

  /** About {@code bars} bars; the same seed gives the same tune. */
  static List<Note> tune(long seed, int bars) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Note> notes = new ArrayList<>();
    long tick = 0;
    int degree = random.nextInt(7, 15);
    int tonic = 55 + random.nextInt(12);
    while (tick < (long) bars * Ticks.PER_WHOLE) {
      long length = (long) EIGHTHS[random.nextInt(EIGHTHS.length)] * Ticks.PER_EIGHTH;
      int pitch = tonic - 12 + 12 * (degree / 7) + SCALE[degree % 7];
      notes.add(new Note(tick, Math.min(length, (long) bars * Ticks.PER_WHOLE - tick), pitch));
      tick += length;
      int step = random.nextInt(6) == 0 ? random.nextInt(-4, 5) : random.nextInt(-2, 3);
      degree = Math.clamp(degree + step, 3, 18);
    }
    return notes;
  }

  /** The tune as a piece at 120. */
  static Sheet sheet(String title, List<Note> notes) {
    long last = notes.getLast().end();
    List<Bar> bars = new ArrayList<>();
    for (long start = 0; start < last; start += Ticks.PER_WHOLE) {
      bars.add(Bar.plain(start, Meter.COMMON, Key.C));
    }
    Score score = new Score(
        List.of(), "", Optional.of(Tempo.ofQuartersPerMinute(120)), bars, List.of(new Voice(Clef.TREBLE, notes)));
    return new Sheet(title, score);
  }

  /** What the library keeps of it. */
  static Shelved shelved(String title, List<Note> notes) {
    return ShelvedReading.of(sheet(title, notes), "2026-11-23T02:00:00Z", title + ".abc");
  }
}
