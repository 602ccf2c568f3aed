package antiphon.pipeline;

import antiphon.generate.Preset;
import antiphon.score.Note;
import antiphon.time.Meter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A bar that the player played, as notes on the grid.
 *
 * @param number of the bar in the transport's timeline
 * @param start its first tick
 * @param meter its meter
 * @param voices for each hearing voice of the preset its notes, in ticks of the transport
 */
public record HeardBar(long number, long start, Meter meter, List<List<Note>> voices) {
  /** Whether nothing was played. */
  public boolean silent() {
    return voices.stream().allMatch(List::isEmpty);
  }

  /** Its notes for each voice of {@code preset}, where it stands at tick {@code at}; empty for voices that do not hear. */
  public List<List<Note>> at(long at, Preset preset) {
    List<List<Note>> all = new ArrayList<>(Collections.nCopies(preset.voices().size(), List.of()));
    List<Integer> hearing = preset.hearing();
    for (int i = 0; i < Math.min(hearing.size(), voices.size()); i++) {
      all.set(hearing.get(i), voices.get(i).stream().map(n -> n.shifted(at - start)).toList());
    }
    return all;
  }
}
