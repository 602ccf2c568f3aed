package antiphon.compose;

import antiphon.generate.Conversation;
import antiphon.generate.Preset;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.pipeline.Changes;
import antiphon.pipeline.Cue;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.HeardBar;
import antiphon.pipeline.PlanSink;
import antiphon.schedule.Plan;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.time.Clock;
import antiphon.time.Timeline;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the page: what was heard, what has sounded, and what is planned. A planned bar that still fits
 * what was heard and what goes before it stays; else what of it is not sealed is written again. Mutable. [compose]
 */
final class PageWriter {
  /** Bars that are remembered as they sounded. */
  private static final int REMEMBERED = 16;

  private final ModePresets presets;
  private final Page page;
  private final Changes changes;
  private final CommitHorizon horizon;
  private final SoundedBars sounded;
  private final BarPlanner planner;
  private final PlanSink plans;
  private final HeardNews news;

  PageWriter(
      EngineSettings settings, Decoder decoder, Clock clock, BarSource bars, PlanSink plans, EngineListener listener,
      FiguresState figures) {
    presets = ModePresets.of(settings.preset());
    page = new Page(decoder, settings.preset(), settings.opening());
    changes = new Changes(settings.chart());
    horizon = new CommitHorizon(settings.sealAheadNs());
    sounded = new SoundedBars(settings.preset().voices().size());
    planner = new BarPlanner(bars, clock, listener, figures, sounded);
    news = new HeardNews(listener, figures, changes.chart().isEmpty());
    this.plans = plans;
  }

  /** The music stopped or jumped: what was only planned goes. */
  void begin() {
    page.begin();
    sounded.clear();
    planner.clear();
    news.clear();
    horizon.clear();
  }

  /** The page without what was only planned. */
  Optional<Conversation> sounded() {
    return page.sounded();
  }

  /** Takes down that a part of a bar is final, whether or not there was time to write the page so far. */
  void sealed(Cue cue, long number, long fromTick, long toTick, @Nullable Plan plan) {
    horizon.sealed(toTick);
    if (cue.definite() && cue.plays(number)) {
      long start = cue.position().timeline().barStart(number);
      sounded.sealed(number, fromTick - start, toTick - start, plan, presets.at(cue).playing());
    }
  }

  /** Bar {@code number} passes, whoever plays in it. */
  void passes(long number) {
    page.passes(number);
  }

  /** Takes down that parts up to {@code toTick} are final while there is nothing to play. */
  void passed(long toTick) {
    horizon.sealed(toTick);
  }

  /** How bar {@code number} sounded, if the companion had it. */
  @Nullable SoundedBar soundedBar(long number) {
    return sounded.of(number);
  }

  /** Whether bar {@code number} sounds as it stands on the page; all of it is sealed. */
  @SuppressWarnings("ReferenceEquality") // The very bar that was planned; an equal one is another.
  boolean asPlanned(long number) {
    Draft draft = planner.latest(number);
    SoundedBar bar = sounded.of(number);
    page.keep(number);
    return draft != null && bar != null && bar.whole() == draft.written();
  }

  /** The companion's part of a bar that sounded otherwise than any plan. */
  String text(Cue cue, long number, SoundedBar bar) {
    Timeline timeline = cue.position().timeline();
    return bar.line(Bar.plain(timeline.barStart(number), timeline.meterOfBar(number), cue.key()), presets.at(cue).playing());
  }

  /** Writes all that the cue changes. */
  void write(Cue cue) {
    Conversation conversation = page.open(cue);
    news.expect(cue);
    prune(cue.firstBar() - REMEMBERED);
    boolean going = true;
    for (HeardBar heard : cue.bars()) {
      if (!going) {
        return;
      }
      going = heard(cue, conversation, heard);
      page.keep(heard.number());
    }
    long end = horizon.end(cue);
    for (long number = cue.lastBar() + 1; number < end && going; number++) {
      going = companionBar(cue, conversation, number, null);
    }
    // While the player plays, so that the answer starts at once.
    planner.read(conversation, cue.from() >= cue.to() || !cue.definite());
  }

  private void prune(long before) {
    sounded.prune(before);
    planner.prune(before);
    news.prune(before);
  }

  /** Brings a bar that was heard onto the page, with what the companion plays in it; false if that is not possible now. */
  private boolean heard(Cue cue, Conversation conversation, HeardBar heard) {
    Bar place = Page.next(conversation, heard.meter(), cue.key());
    String line = conversation.write(place, heard.at(place.start(), presets.at(cue)), List.of(), Origin.HEARD).line();
    news.tell(cue, heard, line, sounded.of(heard.number()));
    if (cue.together() && cue.plays(heard.number())) {
      return companionBar(cue, conversation, heard.number(), heard);
    }
    add(cue, conversation, heard.number(),
        both(conversation, heard.number(), place, heard.at(place.start(), presets.inTurns())));
    return true;
  }

  /** Brings a bar of the companion onto the page; false if that is not possible now. */
  private boolean companionBar(Cue cue, Conversation conversation, long number, @Nullable HeardBar heard) {
    Timeline timeline = cue.position().timeline();
    Bar place = Page.next(conversation, timeline.meterOfBar(number), cue.key());
    long start = timeline.barStart(number);
    long open = horizon.firstOpen(cue);
    SoundedBar sealed = sounded.of(number);
    Preset preset = presets.at(cue);
    List<List<Note>> player =
        heard == null ? Collections.nCopies(preset.voices().size(), List.of()) : heard.at(place.start(), preset);
    if (start + place.length() <= open) {
      WrittenBar whole = sealed == null || heard != null ? null : sealed.whole();
      add(cue, conversation, number,
          whole != null && whole.bar().equals(place) ? whole : both(conversation, number, place, player));
      return true;
    }
    long heardTo = heard == null ? 0 : Math.clamp(cue.tick() - start, 0, place.length());
    Draft earlier = planner.planned(number, cue.variation());
    BarState state = new BarState(
        cue, preset, number, place, Math.max(0, open - start), player, heardTo, sealed,
        earlier == null ? null : earlier.written());
    Draft draft = planner.plan(conversation, state, earlier, horizon.sealNs(cue, start + state.cut()));
    if (draft == null) {
      return false;
    }
    add(cue, conversation, number, draft.written().bar().equals(place) ? draft.written() : draft.written().at(place));
    if (cue.definite()) {
      plans.offer(draft.plan());
    }
    return true;
  }

  /** A bar of what the player and the companion sounded in it. */
  private WrittenBar both(Conversation conversation, long number, Bar place, List<List<Note>> player) {
    return Page.both(conversation, place, player, sounded.of(number), changes.symbols(number, place));
  }

  /** Who plays along joins in the midst of a bar, which is no example of how to accompany. */
  private static void add(Cue cue, Conversation conversation, long number, WrittenBar bar) {
    conversation.add(bar, !cue.together() || number != cue.from());
  }
}
