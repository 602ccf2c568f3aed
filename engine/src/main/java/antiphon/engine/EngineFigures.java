package antiphon.engine;

import antiphon.generate.WrittenBar.Origin;
import java.util.Map;

/**
 * What an engine did, in numbers.
 *
 * @param heardBars bars of the player
 * @param playedBars bars of answers by where they came from
 * @param failures how often the model threw
 * @param generationMsP50 time that the model took for a bar, median, in milliseconds
 * @param generationMsP99 the same, 99th percentile
 * @param jitterUsP50 deadline to sending, median, in microseconds
 * @param jitterUsP99 the same, 99th percentile
 * @param jitterUsMax the same, worst
 * @param messages messages of the companion that went out
 * @param late of these more than 10 ms after their deadline
 * @param sounding notes of companion and band that sounded when the engine was asked
 * @param lostInput messages of the player that were not taken in: more than an instrument sends, or than there was room for
 * @param unheard notes of the player that the ear left out: more in a beat than it looks at
 * @param lostNews what the engine's stages had to tell each other and found no room
 * @param answerGapMs mean time from the answer's bar line to its first note, beyond what is written, in milliseconds
 * @param removedMass mean probability that the grammar took away, 0 to 1
 * @param refusedPlans plans that came when their bar was sealed, or the music had jumped
 * @param leaps how often the machine slept, or the emitting thread stood still for more than a quarter
 * @param skipped notes left out because of that
 * @param echoes notes of the companion that came back on the input and were not heard
 */
public record EngineFigures(
    int heardBars,
    Map<Origin, Integer> playedBars,
    int failures,
    double generationMsP50,
    double generationMsP99,
    double jitterUsP50,
    double jitterUsP99,
    double jitterUsMax,
    long messages,
    long late,
    int sounding,
    long lostInput,
    long unheard,
    long lostNews,
    double answerGapMs,
    double removedMass,
    long refusedPlans,
    long leaps,
    long skipped,
    long echoes) {
  public EngineFigures {
    playedBars = Map.copyOf(playedBars);
  }

  /** Bars that something else than the finished model filled. */
  public int fallbacks() {
    return playedBars.entrySet().stream().filter(e -> e.getKey().fallback()).mapToInt(Map.Entry::getValue).sum();
  }
}
