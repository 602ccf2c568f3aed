package antiphon.pipeline;

import antiphon.feel.Feel;
import antiphon.generate.BarNote;
import antiphon.generate.BarNotes;
import antiphon.generate.Fallbacks;
import antiphon.generate.Preset;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.schedule.Expression;
import antiphon.schedule.Performer;
import antiphon.schedule.Plan;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.time.Timeline;
import com.lmax.disruptor.EventHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the model, on a thread that never waits for it: for each bar that the companion will play
 * there is always something, an earlier bar moved to the present harmony. [cover]
 */
final class CoverStage implements EventHandler<EngineEvent> {
  private static final int REMEMBERED = 16;
  private static final int COVERED = 3;

  private final Preset inTurns;
  private final Preset along;
  private final PlanSink plans;
  private final NavigableMap<Long, WrittenBar> history = new TreeMap<>();
  private @Nullable Cue cue;
  private long epoch = -1;
  private int window;
  private long covered = Long.MIN_VALUE;

  CoverStage(EngineSettings settings, PlanSink plans) {
    this.inTurns = settings.preset();
    this.along = settings.preset().canAccompany() ? settings.preset().accompanying() : settings.preset();
    this.plans = plans;
  }

  @Override
  public void onEvent(EngineEvent event, long sequence, boolean endOfBatch) {
    Plan plan = event.plan;
    if (event.kind == EngineEvent.Kind.SEALED && plan != null && event.epoch == epoch) {
      history.put(event.bar, plan.written());
    }
    Cue news = event.cue;
    if (news == null) {
      return;
    }
    if (news.position().epoch() != epoch) {
      epoch = news.position().epoch();
      history.clear();
      covered = Long.MIN_VALUE;
    }
    cue = news;
    for (HeardBar heard : news.bars()) {
      if (!news.together()) {
        history.put(heard.number(), heard(heard, news));
      }
    }
    history.headMap(news.lastBar() - REMEMBERED).clear();
    if (news.definite()) {
      cover(news);
    }
  }

  /** Offers something for the next bars, once for each bar and each bar line. */
  private void cover(Cue now) {
    Timeline timeline = now.position().timeline();
    long current = timeline.barAt(Math.max(0, now.tick()));
    long first = Math.max(now.from(), current);
    if (first + COVERED == covered && now.window() == window) {
      return;
    }
    covered = first + COVERED;
    window = now.window();
    Preset preset = now.together() ? along : inTurns;
    for (long number = first; number < Math.min(now.to(), first + COVERED); number++) {
      Bar bar = Bar.plain(timeline.barStart(number), timeline.meterOfBar(number), now.key());
      int back = (int) Math.max(1, now.together() ? 2 : now.lastBar() - now.firstBar() + 1);
      WrittenBar written =
          Fallbacks.of(List.copyOf(history.headMap(number).values()), preset, bar, back, preset.playing());
      plans.offer(new Plan(
          number, now.position().epoch(), now.window(), 0, true, written,
          Performer.perform(
              written, preset, timeline.tempoAt(bar.start()), now.feel(), now.expression(),
              0.5, number)));
      if (!now.together()) {
        history.put(number, written);
      }
    }
  }

  private WrittenBar heard(HeardBar heard, Cue now) {
    Bar bar = Bar.plain(heard.start(), heard.meter(), now.key());
    List<List<BarNote>> notes = new ArrayList<>(Collections.nCopies(inTurns.voices().size(), List.of()));
    List<Integer> hearing = inTurns.hearing();
    for (int i = 0; i < Math.min(hearing.size(), heard.voices().size()); i++) {
      List<Note> own = heard.voices().get(i);
      notes.set(hearing.get(i), BarNotes.of(bar, own));
    }
    return new WrittenBar(bar, "", notes, Origin.HEARD);
  }
}
