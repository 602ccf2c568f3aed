package antiphon.compose;

import antiphon.abc.BarWriter;
import antiphon.control.Control;
import antiphon.critic.Place;
import antiphon.generate.BarNote;
import antiphon.generate.BarNotes;
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
import antiphon.schedule.Performer;
import antiphon.schedule.Plan;
import antiphon.schedule.PulseGrid;
import antiphon.schedule.Sealing;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.time.Clock;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the page: what was heard, what has sounded, and what is planned. A planned bar that still fits
 * what was heard and what goes before it stays; else what of it is not sealed is written again. [compose]
 */
final class PageWriter {
  /** Left between the model's deadline and the sealing, for the way of the plan. */
  private static final long SLACK_NS = 4_000_000;

  /** A part that is sealed sooner than this is not written again; what comes after it is. */
  private static final long SHORTEST_NS = 40_000_000;

  /** Bars that are remembered as they sounded. */
  private static final int REMEMBERED = 16;

  private final EngineSettings settings;
  private final Preset inTurns;
  private final Preset along;
  private final Clock clock;
  private final PlanSink plans;
  private final EngineListener listener;
  private final FiguresState figures;
  private final Page page;
  private final Changes changes;
  private final BarSource bars;
  private final NavigableMap<Long, SoundedBar> sounded = new TreeMap<>();
  private final Drafts drafts = new Drafts();
  private final HeardNews news;
  private long sealedTick;
  private long made;

  PageWriter(
      EngineSettings settings, Decoder decoder, Clock clock, BarSource bars, PlanSink plans, EngineListener listener,
      FiguresState figures) {
    this.settings = settings;
    this.inTurns = settings.preset();
    this.along = settings.preset().canAccompany() ? settings.preset().accompanying() : settings.preset();
    this.clock = clock;
    this.plans = plans;
    this.listener = listener;
    this.figures = figures;
    this.page = new Page(decoder, settings.preset(), settings.opening());
    this.changes = new Changes(settings.chart());
    this.bars = bars;
    this.news = new HeardNews(listener, figures, changes.chart().isEmpty());
  }

  /** The music stopped or jumped: what was only planned goes. */
  void begin() {
    page.begin();
    sounded.clear();
    drafts.clear();
    news.clear();
    sealedTick = 0;
  }

  /** The page without what was only planned. */
  Optional<Conversation> sounded() {
    return page.sounded();
  }

  /** Takes down that a part of a bar is final, whether or not there was time to write the page so far. */
  void sealed(Cue cue, long number, long fromTick, long toTick, @Nullable Plan plan) {
    sealedTick = Math.max(sealedTick, toTick);
    if (cue.definite() && cue.plays(number)) {
      long start = cue.position().timeline().barStart(number);
      sounded.computeIfAbsent(number, n -> new SoundedBar(inTurns.voices().size()))
          .add(fromTick - start, toTick - start, plan, preset(cue).playing());
    }
  }

  /** Bar {@code number} passes, whoever plays in it. */
  void passes(long number) {
    page.passes(number);
  }

  /** Takes down that parts up to {@code toTick} are final while there is nothing to play. */
  void passed(long toTick) {
    sealedTick = Math.max(sealedTick, toTick);
  }

  /** How bar {@code number} sounded, if the companion had it. */
  @Nullable SoundedBar soundedBar(long number) {
    return sounded.get(number);
  }

  /** Whether bar {@code number} sounds as it stands on the page; all of it is sealed. */
  @SuppressWarnings("ReferenceEquality") // The very bar that was planned; an equal one is another.
  boolean asPlanned(long number) {
    Draft draft = drafts.latest(number);
    SoundedBar bar = sounded.get(number);
    page.keep(number);
    return draft != null && bar != null && bar.whole() == draft.written();
  }

  /** The companion's part of a bar that sounded otherwise than any plan. */
  String text(Cue cue, long number, SoundedBar bar) {
    Timeline timeline = cue.position().timeline();
    Bar place = Bar.plain(timeline.barStart(number), timeline.meterOfBar(number), cue.key());
    StringBuilder text = new StringBuilder();
    for (int voice : preset(cue).playing()) {
      List<Note> notes = BarNotes.written(place, bar.notes().get(voice));
      if (!BarWriter.silent(place, notes, List.of())) {
        text.append("[V:").append(voice + 1).append(']').append(BarWriter.write(place, notes, List.of())).append('|');
      }
    }
    return text.append('\n').toString();
  }

  private Preset preset(Cue cue) {
    return cue.together() ? along : inTurns;
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
      Bar told = Page.next(conversation, heard.meter(), cue.key());
      String line = conversation.write(told, player(heard, told, preset(cue)), List.of(), Origin.HEARD).line();
      news.tell(cue, heard, line, sounded.get(heard.number()));
      if (cue.together() && cue.plays(heard.number())) {
        going = companionBar(cue, conversation, heard.number(), heard);
      } else {
        Bar place = Page.next(conversation, heard.meter(), cue.key());
        add(cue, conversation, heard.number(), Page.both(conversation, place, player(heard, place, inTurns), sounded.get(heard.number()),
            changes.symbols(heard.number(), place)));
      }
      page.keep(heard.number());
    }
    long end = end(cue);
    for (long number = cue.lastBar() + 1; number < end && going; number++) {
      going = companionBar(cue, conversation, number, null);
    }
    // While the player plays, so that the answer starts at once.
    read(conversation, cue.from() >= cue.to() || !cue.definite());
  }

  private void prune(long before) {
    sounded.headMap(before).clear();
    drafts.prune(before);
    news.prune(before);
  }

  /** The bar after the last one to write now. */
  private long end(Cue cue) {
    if (cue.to() != Cue.OPEN) {
      return cue.to();
    }
    long farthest = Math.max(cut(cue), cue.tick()) + horizonTicks(cue);
    return cue.position().timeline().barAt(farthest) + 2;
  }

  private static long horizonTicks(Cue cue) {
    return cue.together() ? Math.round(cue.controls().value(Control.HORIZON) * Ticks.PER_QUARTER) : 0;
  }

  /** Clock time at which the part that begins at {@code tick} is sealed. */
  private long sealNs(Cue cue, long tick) {
    double horizon = cue.together() ? cue.controls().value(Control.HORIZON) : 0;
    return Sealing.atNs(cue.position(), tick, horizon, settings.sealAheadNs());
  }

  /** The first tick that can still be written otherwise. */
  private long cut(Cue cue) {
    Timeline timeline = cue.position().timeline();
    long nowNs = cue.position().nanosAt(cue.tick());
    long cut = PulseGrid.pulseFrom(timeline, Math.max(0, sealedTick));
    boolean toCome = cue.together() && PulseGrid.onPulse(timeline, Math.max(0, cue.tick()));
    while (sealNs(cue, cut) < nowNs + (toCome ? Sealing.UNHEARD_NS : SHORTEST_NS)) {
      cut = PulseGrid.pulseFrom(timeline, cut + 1);
    }
    return cut;
  }

  /** The notes of a bar that was heard, for each voice of the preset, where the bar stands on the page. */
  private static List<List<Note>> player(HeardBar heard, Bar place, Preset preset) {
    List<List<Note>> voices = new ArrayList<>(Collections.nCopies(preset.voices().size(), List.of()));
    List<Integer> hearing = preset.hearing();
    for (int i = 0; i < Math.min(hearing.size(), heard.voices().size()); i++) {
      voices.set(hearing.get(i), heard.voices().get(i).stream().map(n -> n.shifted(place.start() - heard.start())).toList());
    }
    return voices;
  }

  private void read(Conversation conversation, boolean ahead) {
    conversation.fit();
    try {
      bars.read(conversation, ahead);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void failed(RuntimeException reason) {
    figures.failed(reason);
    bars.forget();
    listener.failed(reason);
  }

  /** Brings a bar of the companion onto the page; false if that is not possible now. */
  private boolean companionBar(Cue cue, Conversation conversation, long number, @Nullable HeardBar heard) {
    Timeline timeline = cue.position().timeline();
    Bar place = Page.next(conversation, timeline.meterOfBar(number), cue.key());
    long start = timeline.barStart(number);
    long cut = cut(cue);
    SoundedBar sealed = sounded.get(number);
    List<List<Note>> player =
        heard == null ? Collections.nCopies(inTurns.voices().size(), List.of()) : player(heard, place, preset(cue));
    if (start + place.length() <= cut) {
      WrittenBar whole = sealed == null || heard != null ? null : sealed.whole();
      add(cue, conversation, number,
          whole != null && whole.bar().equals(place) ? whole : Page.both(conversation, place, player, sealed, changes.symbols(number, place)));
      return true;
    }
    long heardTo = heard == null ? 0 : Math.clamp(cue.tick() - start, 0, place.length());
    Draft draft = drafts.of(number, cue.variation());
    String before = conversation.size() == 0 ? "" : conversation.bar(conversation.size() - 1).line();
    BarState state = new BarState(
        cue, preset(cue), number, place, Math.max(0, cut - start), player, heardTo, sealed,
        draft == null ? null : draft.written());
    if (draft == null || !draft.fits(state, before)) {
      draft = rewrite(cue, conversation, state, draft, before);
      if (draft == null) {
        return false;
      }
    }
    add(cue, conversation, number, draft.written().bar().equals(place) ? draft.written() : draft.written().at(place));
    if (cue.definite()) {
      plans.offer(draft.plan());
    }
    return true;
  }

  /** Who plays along joins in the midst of a bar, which is no example of how to accompany. */
  private static void add(Cue cue, Conversation conversation, long number, WrittenBar bar) {
    conversation.add(bar, !cue.together() || number != cue.from());
  }

  /** Writes a bar, or what is open of it; the earlier plan where there is no time, null where there is none. */
  private @Nullable Draft rewrite(
      Cue cue, Conversation conversation, BarState state, @Nullable Draft earlier, String before) {
    long sealNs = sealNs(cue, cue.position().timeline().barStart(state.number()) + state.cut());
    long startNs = clock.nanoTime();
    conversation.fit();
    try {
      WrittenBar written = bars.write(conversation, state, sealNs - SLACK_NS);
      if (written != null) {
        figures.wrote(written, clock.nanoTime() - startNs);
        return draft(cue, state, written, before, startNs);
      }
    } catch (RuntimeException e) {
      // A model that fails costs its bar, never the music.
      failed(e);
      return null;
    }
    if (earlier != null && earlier.plan().epoch() == cue.position().epoch()) {
      if (PulseGrid.onPulse(cue.position().timeline(), cue.tick())) {
        sounded.computeIfAbsent(state.number(), n -> new SoundedBar(inTurns.voices().size())).stale();
      }
      // Else it was written on the last pulse, and there was no time for a second look.
      return earlier;
    }
    return null;
  }

  private Draft draft(Cue cue, BarState state, WrittenBar written, String before, long startNs) {
    Preset preset = preset(cue);
    Place place = cue.place(state.number());
    double phrase = (place.bar() - 1) / (double) Math.max(1, place.of() - 1);
    Timeline timeline = cue.position().timeline();
    Plan plan = new Plan(
        state.number(), cue.position().epoch(), cue.window(), state.sealedTo(), false, written,
        Performer.perform(
            written, preset, timeline.tempoAt(timeline.barStart(state.number())), cue.feel(), cue.expression(),
            phrase, state.number()),
        ++made);
    List<List<BarNote>> player = preset.hearing().stream()
        .map(voice -> cue.together() ? written.notes().get(voice) : List.<BarNote>of()).toList();
    Draft draft = new Draft(plan, before, player, cue.controls(), cue.variation());
    drafts.put(state.number(), draft);
    listener.planned(plan, clock.nanoTime() - startNs);
    return draft;
  }
}
