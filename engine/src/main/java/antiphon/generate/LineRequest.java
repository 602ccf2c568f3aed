package antiphon.generate;

import antiphon.abc.VoiceLimits;
import antiphon.model.Sampling;
import antiphon.score.Bar;
import antiphon.score.ChordSymbol;
import java.util.List;

/**
 * What the model is to write next.
 *
 * @param bar the bar
 * @param tasks for each voice what becomes of it; at least one is not silent
 * @param limits for each voice its range and polyphony
 * @param held for each voice the pitches that its bar before ties over
 * @param chords of the chart in this bar, in order; written above the first voice of the line
 * @param lean which way notes are drawn
 * @param tieOut whether notes may be held over the bar's end
 * @param sampling how freely
 * @param closeness how near to stay to what stands on the page, -1 to 1: at 0 as near as people stay, at -1 without looking at it
 * @param seed of this bar's choices
 * @param deadline when the grammar must take over
 */
public record LineRequest(
    Bar bar,
    List<VoiceTask> tasks,
    List<VoiceLimits> limits,
    List<List<Integer>> held,
    List<ChordSymbol> chords,
    Lean lean,
    boolean tieOut,
    Sampling sampling,
    double closeness,
    long seed,
    Deadline deadline) {
  /** The gain that is lost with each degree of temperature below 1, down to the least. */
  private static final double COOLING = 3;

  private static final double LEAST_GAIN = 0.7;

  /** The gain of the closest. */
  private static final double CLOSEST = 8;

  public LineRequest {
    tasks = List.copyOf(tasks);
    limits = List.copyOf(limits);
    chords = List.copyOf(chords);
    if (tasks.stream().noneMatch(VoiceTask::possible)) {
      throw new IllegalArgumentException("a line of silent voices only: expected one to write");
    }
  }

  /** Drawn as the model likes, as near to the page as people stay. */
  public LineRequest(
      Bar bar, List<VoiceTask> tasks, List<VoiceLimits> limits, List<List<Integer>> held, List<ChordSymbol> chords,
      boolean tieOut, Sampling sampling, long seed, Deadline deadline) {
    this(bar, tasks, limits, held, chords, Lean.NONE, tieOut, sampling, 0, seed, deadline);
  }

  /** The same with other choices, and another time at which the grammar must take over. */
  public LineRequest with(long otherSeed, Deadline otherDeadline) {
    return new LineRequest(
        bar, tasks, limits, held, chords, lean, tieOut, sampling, closeness, otherSeed, otherDeadline);
  }

  /**
   * What the odds of the page's memory are multiplied by. Low temperatures sharpen the mixture, which would have the
   * memory say too much.
   */
  double memoryGain() {
    double cooled = Math.clamp(1 - COOLING * (1 - sampling.temperature()), LEAST_GAIN, 1);
    return cooled * (closeness < 0 ? 1 + closeness : Math.pow(CLOSEST, closeness));
  }
}
