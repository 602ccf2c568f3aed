package antiphon.compose;

import antiphon.critic.Place;
import antiphon.generate.BarNote;
import antiphon.generate.Conversation;
import antiphon.generate.WrittenBar;
import antiphon.pipeline.Cue;
import antiphon.pipeline.EngineListener;
import antiphon.schedule.Performer;
import antiphon.schedule.Plan;
import antiphon.schedule.PulseGrid;
import antiphon.time.Clock;
import antiphon.time.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans the companion's bars: a plan that still fits stays, else the bar is written again. Mutable. [compose] */
final class BarPlanner {
  /** Left between the model's deadline and the sealing, for the way of the plan. */
  private static final long SLACK_NS = 4_000_000;

  private final BarSource bars;
  private final Clock clock;
  private final EngineListener listener;
  private final FiguresState figures;
  private final SoundedBars sounded;
  private final Drafts drafts = new Drafts();
  private long made;

  /** @param sounded is told of bars that could not be written again in time */
  BarPlanner(BarSource bars, Clock clock, EngineListener listener, FiguresState figures, SoundedBars sounded) {
    this.bars = bars;
    this.clock = clock;
    this.listener = listener;
    this.figures = figures;
    this.sounded = sounded;
  }

  /** Forgets all plans. */
  void clear() {
    drafts.clear();
  }

  /** Forgets the plans for bars before one. */
  void prune(long before) {
    drafts.prune(before);
  }

  /** What is planned for bar {@code number}; after an undo what was planned before. */
  @Nullable Draft planned(long number, int variation) {
    return drafts.of(number, variation);
  }

  /** What was planned last for bar {@code number}. */
  @Nullable Draft latest(long number) {
    return drafts.latest(number);
  }

  /** Lets the model read a part of what it will be shown in a while and, if {@code ahead}, first what it has not read yet. */
  void read(Conversation conversation, boolean ahead) {
    conversation.fit();
    try {
      bars.read(conversation, ahead);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  /**
   * The plan for a bar of the companion: the earlier one if it still fits or there is no time, else one that is written now.
   *
   * @param earlier what is planned for it so far, if anything is
   * @param sealNs the clock's time at which its first open part is sealed
   * @return null where there is none: no time for a first one, or the model failed
   */
  @Nullable Draft plan(Conversation conversation, BarState state, @Nullable Draft earlier, long sealNs) {
    String before = conversation.size() == 0 ? "" : conversation.bar(conversation.size() - 1).line();
    return earlier != null && earlier.fits(state, before) ? earlier : write(conversation, state, before, earlier, sealNs);
  }

  private @Nullable Draft write(Conversation conversation, BarState state, String before, @Nullable Draft earlier, long sealNs) {
    long startNs = clock.nanoTime();
    conversation.fit();
    try {
      WrittenBar written = bars.write(conversation, state, sealNs - SLACK_NS);
      if (written != null) {
        figures.wrote(written, clock.nanoTime() - startNs);
        return draft(state, written, before, startNs);
      }
    } catch (RuntimeException e) {
      // A model that fails costs its bar, never the music.
      failed(e);
      return null;
    }
    Cue cue = state.cue();
    if (earlier == null || earlier.plan().epoch() != cue.position().epoch()) {
      return null;
    }
    if (PulseGrid.onPulse(cue.position().timeline(), cue.tick())) {
      sounded.stale(state.number());
    }
    // Else it was written on the last pulse, and there was no time for a second look.
    return earlier;
  }

  private void failed(RuntimeException reason) {
    figures.failed(reason);
    bars.forget();
    listener.failed(reason);
  }

  private Draft draft(BarState state, WrittenBar written, String before, long startNs) {
    Cue cue = state.cue();
    Place place = cue.place(state.number());
    double phrase = (place.bar() - 1) / (double) Math.max(1, place.of() - 1);
    Timeline timeline = cue.position().timeline();
    Plan plan = new Plan(
        state.number(), cue.position().epoch(), cue.window(), state.sealedTo(), false, written,
        Performer.perform(
            written, state.preset(), timeline.tempoAt(timeline.barStart(state.number())), cue.feel(), cue.expression(),
            phrase, state.number()),
        ++made);
    List<List<BarNote>> player = state.preset().hearing().stream()
        .map(voice -> cue.together() ? written.notes().get(voice) : List.<BarNote>of()).toList();
    Draft draft = new Draft(plan, before, player, cue.controls(), cue.variation());
    drafts.put(state.number(), draft);
    listener.planned(plan, clock.nanoTime() - startNs);
    return draft;
  }
}
