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
 * @param tieOut whether notes may be held over the bar's end
 * @param sampling how freely
 * @param seed of this bar's choices
 * @param deadline when the grammar must take over
 */
public record LineRequest(
    Bar bar,
    List<VoiceTask> tasks,
    List<VoiceLimits> limits,
    List<List<Integer>> held,
    List<ChordSymbol> chords,
    boolean tieOut,
    Sampling sampling,
    long seed,
    Deadline deadline) {
  public LineRequest {
    tasks = List.copyOf(tasks);
    limits = List.copyOf(limits);
    chords = List.copyOf(chords);
    if (tasks.stream().noneMatch(VoiceTask::possible)) {
      throw new IllegalArgumentException("a line of silent voices only: expected one to write");
    }
  }
}
