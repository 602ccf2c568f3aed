package antiphon.session.take;

import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.musicxml.Sheet;
import antiphon.pipeline.TakenNote;
import antiphon.score.Key;
import antiphon.score.Score;
import antiphon.time.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is written of a take.
 *
 * @param take what sounded
 * @param sheet what was heard and written
 */
public record FinishedTake(Take take, Sheet sheet) {
  /** What there is to write, if anything sounded and was heard. */
  public static Optional<FinishedTake> of(
      String title, Timeline timeline, Optional<Score> score, List<TakenNote> notes, Preset preset) {
    if (score.isEmpty() || notes.isEmpty()) {
      return Optional.empty();
    }
    Map<Integer, Integer> programs = new HashMap<>();
    preset.voices().stream().filter(VoicePart::plays).forEach(part -> programs.put(part.channel(), part.program()));
    long lastOnset = Math.max(0, notes.stream().mapToLong(TakenNote::onset).max().orElse(0));
    Key key = score.get().bars().getFirst().key();
    Take take = new Take(title, timeline, timeline.barAt(lastOnset) + 1, key, notes, programs);
    return Optional.of(new FinishedTake(
        take, new Sheet(title, score.get(), preset.voices().stream().map(VoicePart::program).toList())));
  }
}
