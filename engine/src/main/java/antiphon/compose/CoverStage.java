package antiphon.compose;

import antiphon.feel.Feel;
import antiphon.follow.HarmonyPlan;
import antiphon.generate.BarNote;
import antiphon.generate.BarNotes;
import antiphon.generate.Fallbacks;
import antiphon.generate.Preset;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.harmony.Chord;
import antiphon.harmony.ChordFinder;
import antiphon.harmony.ChordSpan;
import antiphon.harmony.CompingPart.Style;
import antiphon.pipeline.Changes;
import antiphon.pipeline.Cue;
import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.HeardBar;
import antiphon.pipeline.PlanSink;
import antiphon.schedule.Expression;
import antiphon.schedule.Performer;
import antiphon.schedule.Plan;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.time.Timeline;
import com.lmax.disruptor.EventHandler;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Stands in for the model, on a thread that never waits for it: for each bar that the companion will play
 * there is always something, an earlier bar moved to the present harmony. [listen]
 */
public final class CoverStage implements EventHandler<EngineEvent> {
  private static final int REMEMBERED = 16;
  private static final int COVERED = 3;

  private final ModePresets presets;
  private final Changes changes;
  private final PlanSink plans;
  private final NavigableMap<Long, WrittenBar> history = new TreeMap<>();
  private long epoch = -1;
  private int window;
  private long covered = Long.MIN_VALUE;
  private long made;

  public CoverStage(EngineSettings settings, PlanSink plans) {
    this.presets = ModePresets.of(settings.preset());
    this.changes = new Changes(settings.chart());
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

  /** Whether there is a plan of harmony to play by: from the second bar on, when something was heard of the music. */
  private static boolean plans(Cue now, long number) {
    return now.harmony() != null && number > now.from();
  }

  /** Offers something for the next bars: once for each bar and each bar line, each time that the plan of harmony is revised. */
  private void cover(Cue now) {
    Timeline timeline = now.position().timeline();
    long current = timeline.barAt(Math.max(0, now.tick()));
    long first = Math.max(now.from(), current);
    boolean revised = now.together() && plans(now, first);
    if (first + COVERED == covered && now.window() == window && !revised) {
      return;
    }
    covered = first + COVERED;
    window = now.window();
    Preset preset = presets.at(now);
    for (long number = first; number < Math.min(now.to(), first + COVERED); number++) {
      Bar bar = Bar.plain(timeline.barStart(number), timeline.meterOfBar(number), now.key());
      int back = (int) Math.max(1, now.together() ? 2 : now.lastBar() - now.firstBar() + 1);
      WrittenBar written = cover(now, preset, number, bar, back);
      plans.offer(new Plan(
          number, now.position().epoch(), now.window(), 0, true, written,
          Performer.perform(
              written, preset, timeline.tempoAt(bar.start()), now.feel(), now.expression(),
              0.5, number),
          ++made));
      if (!now.together()) {
        history.put(number, written);
      }
    }
  }

  /** Along a chart, or what is planned without one, chords by rule; else an earlier bar, varied, and where there is none, chords over what is heard. */
  private WrittenBar cover(Cue now, Preset preset, long number, Bar bar, int back) {
    HarmonyPlan plan = now.harmony();
    List<ChordSpan> chords = plan != null && plans(now, number)
        ? Changes.spans(plan, now.position().timeline(), number, bar)
        : changes.spans(number, bar);
    List<Integer> playing = preset.playing().stream().filter(voice -> !BarState.muted(now.controls(), voice)).toList();
    if (playing.isEmpty()) {
      return Fallbacks.rest(preset, bar);
    }
    if (now.together() && !chords.isEmpty()) {
      return Fallbacks.comped(preset, bar, chords, Style.PLAIN, playing, number);
    }
    WrittenBar varied = Fallbacks.of(List.copyOf(history.headMap(number).values()), preset, bar, back, playing);
    if (varied.origin() != Origin.REST) {
      return varied;
    }
    return Fallbacks.comped(
        preset, bar, chords.isEmpty() ? heardChords(now, bar) : chords, Style.PLAIN, playing, number);
  }

  /** The last chord that was heard, for the whole of a bar; the key's own where notes made none, nothing where there were none. */
  private static List<ChordSpan> heardChords(Cue now, Bar bar) {
    HeardBar heard = now.bars().getLast();
    List<Note> notes = heard.voices().stream().flatMap(List::stream).sorted().toList();
    if (notes.isEmpty()) {
      return List.of();
    }
    Bar place = Bar.plain(heard.start(), heard.meter(), now.key());
    Chord chord = ChordFinder.hear(place, notes, now.key(), Chord.NONE).stream()
        .map(span -> span.span().chord()).filter(found -> !found.isNone())
        .reduce((a, b) -> b).orElse(Chord.triad(now.key().tonic(), now.key().minor()));
    return List.of(new ChordSpan(bar.start(), bar.length(), chord));
  }

  private WrittenBar heard(HeardBar heard, Cue now) {
    Bar bar = Bar.plain(heard.start(), heard.meter(), now.key());
    List<List<BarNote>> notes = heard.at(bar.start(), presets.inTurns()).stream().map(own -> BarNotes.of(bar, own)).toList();
    return new WrittenBar(bar, "", notes, Origin.HEARD);
  }
}
