package antiphon.session.live;

import antiphon.engine.EngineFigures;
import antiphon.generate.Conversation;
import antiphon.generate.Preset;
import antiphon.score.Score;
import antiphon.session.take.FinishedTake;
import antiphon.session.take.TakeFiles;
import antiphon.take.TakenNote;
import antiphon.time.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a session came to.
 *
 * @param timeline bars and tempo
 * @param score what was heard and written; empty if nobody played
 * @param notes what sounded
 * @param figures of the engine
 * @param hanging notes that still sounded at the companion's port when all was over
 * @param faults what went wrong, in a few words; empty if nothing did
 */
public record Outcome(
    Timeline timeline, Optional<Score> score, List<TakenNote> notes, EngineFigures figures, int hanging, String faults) {
  public Outcome {
    notes = List.copyOf(notes);
  }

  static Outcome of(
      Timeline timeline, Optional<Conversation> conversation, List<TakenNote> notes, EngineFigures figures, int hanging,
      String faults) {
    Optional<Score> score = conversation.filter(c -> c.size() > 0).map(Conversation::score);
    return new Outcome(timeline, score, notes, figures, hanging, faults);
  }

  /** Writes the take's files; returns whether there was anything to write. */
  public boolean write(Path folder, String title, Preset preset) throws IOException {
    Optional<FinishedTake> finished = FinishedTake.of(title, timeline, score, notes, preset);
    if (finished.isPresent()) {
      TakeFiles.write(folder, finished.get());
    }
    return finished.isPresent();
  }

  /** The figures in one line. */
  public String line(boolean measured) {
    int bars = figures.playedBars().values().stream().mapToInt(Integer::intValue).sum();
    String times = measured
        ? String.format(
            Locale.ROOT, "answer gap %.1f ms, generation %.0f ms a bar (p99 %.0f ms), ",
            figures.answerGapMs(), figures.generationMsP50(), figures.generationMsP99())
        : "";
    return times
        + String.format(
            Locale.ROOT, "late %d of %d messages, hanging %d, fallbacks %d of %d bars, mask took %.1f %%",
            figures.late(), figures.messages(), hanging, figures.fallbacks(), bars, 100 * figures.removedMass())
        + (figures.lostInput() + figures.unheard() == 0 ? ""
            : ", too much at once: " + figures.lostInput() + " messages not taken in, " + figures.unheard() + " notes not heard")
        + (faults.isEmpty() ? "" : ", " + faults);
  }
}
