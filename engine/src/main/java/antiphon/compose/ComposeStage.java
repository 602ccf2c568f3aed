package antiphon.compose;

import antiphon.generate.Conversation;
import antiphon.generate.WrittenBar;
import antiphon.model.Decoder;
import antiphon.pipeline.Cue;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.PlanSink;
import antiphon.pipeline.WorkEvent;
import antiphon.schedule.Plan;
import antiphon.time.Clock;
import com.lmax.disruptor.EventHandler;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the page and has the model write on it: at each cue what was heard is written anew, and what of
 * the companion's bars is not sealed is written to it, if it no longer fits. [compose]
 */
public final class ComposeStage implements EventHandler<WorkEvent> {
  private static final int LONGEST_TURN = 64;

  private final PageWriter writer;
  private final Pace pace;
  private final EngineListener listener;
  private final FiguresState figures;
  private @Nullable Cue cue;
  private boolean due;
  /** What the companion played in its last turn. */
  private final NavigableMap<Long, String> turn = new TreeMap<>();
  private long epoch;
  private int answers;

  public ComposeStage(
      EngineSettings settings, Decoder decoder, Clock clock, Pace pace, BarSource bars, PlanSink plans,
      EngineListener listener, FiguresState figures) {
    this.pace = pace;
    this.listener = listener;
    this.figures = figures;
    this.writer = new PageWriter(settings, decoder, clock, bars, plans, listener, figures);
  }

  /** The conversation so far, if there is one, without bars that were only planned; for reading when the engine is at rest. */
  public Optional<Conversation> conversation() {
    return writer.sounded();
  }

  @Override
  public void onEvent(WorkEvent event, long sequence, boolean endOfBatch) {
    if (event.epoch > epoch) {
      // The music stopped or jumped: what was begun before will never be played.
      epoch = event.epoch;
      cue = null;
      due = false;
      writer.begin();
    }
    Cue news = event.cue;
    if (news != null && news.position().epoch() == epoch) {
      cue = news;
      due = true;
    } else if (event.sealed && event.epoch == epoch) {
      sealed(event.bar, event.tick, event.endTick, event.plan);
    }
    if (event.keep && !turn.isEmpty()) {
      listener.kept(turn.firstKey(), List.copyOf(turn.values()));
    }
    event.clear();
    Cue now = cue;
    if (due && now != null && !pace.outdated(!endOfBatch)) {
      due = false;
      writer.write(now);
    }
  }

  private void sealed(long number, long fromTick, long toTick, @Nullable Plan plan) {
    writer.passes(number);
    Cue now = cue;
    if (now == null || !now.plays(number) || !now.definite()) {
      writer.passed(toTick);
      return;
    }
    writer.sealed(now, number, fromTick, toTick, plan);
    SoundedBar bar = writer.soundedBar(number);
    if (bar == null || toTick < now.position().timeline().barStart(number + 1)) {
      return;
    }
    boolean asPlanned = writer.asPlanned(number);
    WrittenBar whole = bar.whole();
    String line = whole == null ? writer.text(now, number, bar) : whole.line();
    figures.played(bar.origin());
    listener.sealed(number, bar.origin(), line);
    if (number == now.from()) {
      turn.clear();
    }
    turn.headMap(number - LONGEST_TURN).clear();
    turn.put(number, line);
    due |= !asPlanned;
    if (number == now.to() - 1) {
      answers++;
      listener.answered(answers);
    }
  }
}
