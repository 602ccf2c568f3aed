package antiphon.schedule;

import antiphon.feel.Feel;
import antiphon.feel.MetricPlace;
import antiphon.time.Tempo;
import java.util.SortedSet;

/**
 * By how much a person would miss the grid: as late as the player is at such a place, a little by accident,
 * the notes of a chord from low to high. No onset is moved by more than a third of the way to
 * its neighbours, so that all keep their order. Immutable.
 */
final class MicroTiming {
  /** A bar is sealed 20 ms before it begins, and what is early must not be too early for that. */
  static final long MOST_EARLY_NS = 10_000_000;

  private static final long MOST_LATE_NS = 30_000_000;
  private static final double ROLL_MS = 5;

  /** All of a person's spread would be heard as a second person who does not listen. */
  private static final double SPREAD_SHARE = 0.4;

  private static final double MOST_SPREAD_MS = 16;

  private final SortedSet<Long> onsets;
  private final long barLength;
  private final Tempo tempo;
  private final Feel feel;
  private final double human;
  private final long seed;

  /**
   * @param onsets ticks from the bar's start at which anything is struck, swung
   * @param human how much of it all, 0 to 1
   */
  MicroTiming(SortedSet<Long> onsets, long barLength, Tempo tempo, Feel feel, double human, long seed) {
    this.onsets = onsets;
    this.barLength = barLength;
    this.tempo = tempo;
    this.feel = feel;
    this.human = human;
    this.seed = seed;
  }

  /**
   * Ticks by which an onset is to be moved.
   *
   * @param onset swung, in ticks from the bar's start
   * @param rank 0 for the lowest note of the voice's chord
   * @param size notes of the chord
   */
  long shift(int voice, long onset, MetricPlace place, int rank, int size) {
    if (human == 0) {
      return 0;
    }
    SortedSet<Long> before = onsets.headSet(onset);
    SortedSet<Long> after = onsets.tailSet(onset + 1);
    // What the bar before does at its end is not known here, but it keeps to its own side.
    long early = onset == 0 ? Long.MAX_VALUE : (onset - (before.isEmpty() ? 0 : before.last())) / 3;
    long late = ((after.isEmpty() ? barLength : after.first()) - onset) / 3;
    double spreadMs = Math.min(feel.spreadMs(), MOST_SPREAD_MS) * SPREAD_SHARE;
    double lateMs = human * (feel.latenessMs().at(place) + spreadMs * Chance.bell(seed, voice, onset, 0));
    long base = Math.clamp(ticks(lateMs), -Math.min(early, tempo.ticks(MOST_EARLY_NS)), Math.min(late, tempo.ticks(MOST_LATE_NS)));
    if (size < 2) {
      return base;
    }
    long roll = Math.min(ticks(human * ROLL_MS), late - base);
    return base + roll * rank / (size - 1);
  }

  private long ticks(double ms) {
    long ticks = tempo.ticks(Math.round(Math.abs(ms) * 1e6));
    return ms < 0 ? -ticks : ticks;
  }
}
