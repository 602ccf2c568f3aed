package antiphon.feel;

import antiphon.capture.PerformedNote;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/**
 * Improvises bars of 4/4 in quarters and eighths, with a swing and a lateness of their own, each onset off by a
 * seeded Gaussian error.
 *
 * @param ratio long to short
 * @param heldShare share of its length that a note is held
 * @param level mean velocity by number of the bar
 */
record SwingingPlayer(
    Timeline timeline, double ratio, double lateMs, double jitterMs, double heldShare, LongToDoubleFunction level,
    long seed) {

  /** The notes of bars 0 to {@code bars}. */
  List<PerformedNote> play(int bars) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Long> onsets = new ArrayList<>();
    for (long beat = 0; beat < 4L * bars; beat++) {
      boolean rests = random.nextInt(10) == 0;
      boolean divided = random.nextInt(3) > 0;
      if (!rests) {
        onsets.add(beat * Ticks.PER_QUARTER);
      }
      if (divided) {
        onsets.add(beat * Ticks.PER_QUARTER + Math.round(Ticks.PER_QUARTER * ratio / (1 + ratio)));
      }
    }
    List<PerformedNote> notes = new ArrayList<>();
    for (int i = 0; i < onsets.size(); i++) {
      long onset = onsets.get(i);
      long next = i + 1 < onsets.size() ? onsets.get(i + 1) : onset + Ticks.PER_QUARTER;
      long begun = onset + ticks(lateMs + jitterMs * random.nextGaussian());
      long end = Math.max(begun + ticks(20), begun + Math.round(heldShare * (next - onset)));
      double accent = onset % Ticks.PER_WHOLE == 0 ? 6 : onset % Ticks.PER_QUARTER == 0 ? 1 : -4;
      double velocity = level.applyAsDouble(timeline.barAt(onset)) + accent + 5 * random.nextGaussian();
      int pitch = 60 + 2 * (i % 7) + random.nextInt(2);
      notes.add(new PerformedNote(begun, end, pitch, Math.clamp(Math.round(velocity), 1, 127), 0));
    }
    return notes;
  }

  private long ticks(double ms) {
    Tempo tempo = timeline.tempoAt(0);
    return Math.round(ms * 1e6 * Ticks.PER_QUARTER / tempo.nanosPerQuarter());
  }
}
