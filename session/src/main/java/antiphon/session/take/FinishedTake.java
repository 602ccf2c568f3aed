package antiphon.session.take;

import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.musicxml.Sheet;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.take.TakenNote;
import antiphon.time.Timeline;
import java.util.ArrayList;
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
        take, new Sheet(title, asLong(score.get(), take), preset.voices().stream().map(VoicePart::program).toList())));
  }

  /** The score with as many bars as the take: silent ones behind its end are none of it, and what was not written down is silent. */
  private static Score asLong(Score score, Take take) {
    List<Bar> bars = new ArrayList<>(score.bars());
    long end = score.voices().stream().flatMap(voice -> voice.notes().stream()).mapToLong(Note::end).max().orElse(0);
    while (bars.size() > take.bars() && bars.getLast().start() >= end) {
      bars.removeLast();
    }
    while (bars.size() < take.bars()) {
      Bar last = bars.getLast();
      bars.add(Bar.plain(last.end(), take.timeline().meterOfBar(bars.size()), last.key()));
    }
    return new Score(score.tags(), score.layout(), score.tempo(), bars, score.voices());
  }
}
