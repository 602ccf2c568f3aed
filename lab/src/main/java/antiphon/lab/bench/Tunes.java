package antiphon.lab.bench;

import antiphon.score.Note;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Melodies in C major by chance: quarters and eighths, mostly by step, phrases of two bars that end on a long tone. Stateless. */
final class Tunes {
  private static final int[] SCALE = {60, 62, 64, 65, 67, 69, 71, 72, 74, 76};
  private static final int PHRASE_QUARTERS = 8;
  private static final int[] RESTS = {0, 2, 4, 7};

  private Tunes() {}

  /** A melody of so many quarters in 4/4. */
  static List<Note> of(long seed, int quarters) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Note> notes = new ArrayList<>();
    int step = random.nextInt(2, 6);
    long end = (long) quarters * Ticks.PER_QUARTER;
    for (long tick = 0; tick < end; ) {
      long inPhrase = tick / Ticks.PER_QUARTER % PHRASE_QUARTERS;
      boolean last = inPhrase == PHRASE_QUARTERS - 2 && tick % Ticks.PER_QUARTER == 0;
      boolean onBeat = tick % Ticks.PER_QUARTER == 0;
      long length = last ? 2 * Ticks.PER_QUARTER : onBeat && random.nextInt(3) > 0 ? Ticks.PER_QUARTER : Ticks.PER_EIGHTH;
      int pitch = SCALE[last ? RESTS[random.nextInt(RESTS.length)] : step];
      notes.add(new Note(tick, length, pitch));
      step = Math.clamp(step + (random.nextInt(4) == 0 ? random.nextInt(-3, 4) : random.nextInt(-1, 2)), 0, SCALE.length - 1);
      tick += length;
    }
    return notes;
  }
}
