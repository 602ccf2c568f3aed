package antiphon.compose;

import antiphon.abc.VoiceLimits;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.feel.Feel;
import antiphon.follow.HarmonyPlan;
import antiphon.generate.BarNote;
import antiphon.generate.BarNotes;
import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.harmony.Chord;
import antiphon.harmony.ChordSpan;
import antiphon.harmony.CompedBar;
import antiphon.harmony.Comping;
import antiphon.harmony.CompingPart;
import antiphon.harmony.CompingPart.Role;
import antiphon.harmony.CompingPart.Style;
import antiphon.harmony.Voicing;
import antiphon.model.Sampling;
import antiphon.pipeline.BandSounds;
import antiphon.pipeline.Changes;
import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.PlanSink;
import antiphon.schedule.Expression;
import antiphon.schedule.Performer;
import antiphon.schedule.Plan;
import antiphon.score.Bar;
import antiphon.score.Clef;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import com.lmax.disruptor.EventHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A band for practice: chords and a bass by rule over the chart, in every bar, whoever's turn it is; without a chart over
 * the harmony that is expected, revised with every beat, from the second bar of the music on. Its plans go to an emitter
 * of their own. [listen]
 */
public final class BackingStage implements EventHandler<EngineEvent> {
  private static final int AHEAD = 2;
  private static final int LEVEL = 64;
  private static final double TRIPLETS = 2;

  private final Changes changes;
  private final Style style;
  private final PlanSink plans;
  private final Feel feel;
  private final Preset band = new Preset(
      "backing", "Backing", List.of(), List.of(), "",
      List.of(
          new VoicePart("", Clef.TREBLE, true, true, new VoiceLimits(52, 76, 4), BandSounds.CHORDS_CHANNEL, BandSounds.PIANO),
          new VoicePart("", Clef.BASS, false, true, new VoiceLimits(28, 52, 1), BandSounds.BASS_CHANNEL, BandSounds.ACOUSTIC_BASS)),
      Meter.COMMON, Tempo.MODERATE, 1, 1, Sampling.PLAIN);
  /** What each part played last at the end of a bar. */
  private final NavigableMap<Long, List<Voicing>> voicings = new TreeMap<>();
  /** What was made of the bars to come, whichever parts are heard. */
  private final NavigableMap<Long, List<List<BarNote>>> bars = new TreeMap<>();
  private Controls controls;
  private @Nullable HarmonyPlan harmony;
  private long epoch = -1;
  private long next;
  /** The first bar that is played without a chart. */
  private long begun;
  private long made;

  /** @param controls which parts are heard at the start */
  public BackingStage(Changes changes, Style style, Controls controls, PlanSink plans) {
    this.controls = controls;
    this.changes = changes;
    this.style = style;
    this.plans = plans;
    Feel neutral = Feel.NEUTRAL.withLevel(LEVEL);
    this.feel = new Feel(
        neutral.loudness(), neutral.accents(), neutral.articulation(), style == Style.SWING ? TRIPLETS : 1, 1,
        neutral.latenessMs(), neutral.spreadMs(), neutral.density(), neutral.register(), neutral.polyphony());
  }

  @Override
  public void onEvent(EngineEvent event, long sequence, boolean endOfBatch) {
    boolean parts = event.kind == EngineEvent.Kind.CONTROL && Control.values()[event.message] == Control.BACKING;
    if (parts) {
      controls = controls.with(Control.BACKING, (int) event.bar, event.value);
    }
    Transport.Position position = event.position;
    if (position == null || !position.rolling() || EngineEvent.isEmitters(event.kind)) {
      return;
    }
    long bar = Math.max(0, position.timeline().barAt(position.tickAt(event.timeNs)));
    boolean anew = position.epoch() != epoch || event.kind == EngineEvent.Kind.METER;
    if (anew) {
      epoch = position.epoch();
      next = bar;
      bars.clear();
      harmony = null;
    } else if (event.harmony != null) {
      // Once more from this bar on: what is sealed stays.
      next = harmony == null ? bar + 1 : Math.max(bar, begun);
      begun = harmony == null ? bar + 1 : begun;
      harmony = event.harmony;
      bars.tailMap(next).clear();
    } else if (parts) {
      // What is not sealed is offered once more, with the parts that are to be heard.
      next = bar;
    }
    bars.headMap(bar).clear();
    voicings.headMap(bar - 1).clear();
    for (; next <= bar + AHEAD; next++) {
      offer(position, next);
    }
  }

  private void offer(Transport.Position position, long number) {
    Timeline timeline = position.timeline();
    Bar place = Bar.plain(timeline.barStart(number), timeline.meterOfBar(number), Key.C);
    List<ChordSpan> chords = spans(timeline, number, place);
    if (chords.isEmpty()) {
      return;
    }
    Bar following = Bar.plain(place.end(), timeline.meterOfBar(number + 1), Key.C);
    Chord after = spans(timeline, number + 1, following).stream().findFirst().map(ChordSpan::chord).orElse(Chord.NONE);
    List<List<BarNote>> notes = new ArrayList<>(bars.computeIfAbsent(number, n -> made(place, chords, after, n)));
    for (int voice = 0; voice < notes.size(); voice++) {
      if (controls.value(Control.BACKING, voice + 1) < 0.5) {
        notes.set(voice, List.of());
      }
    }
    WrittenBar written = new WrittenBar(place, "", notes, Origin.COMPED);
    plans.offer(new Plan(
        number, position.epoch(), 0, 0, false, written,
        Performer.perform(
            written, band, timeline.tempoAt(place.start()), feel, new Expression(1, 0, style == Style.SWING ? 1 : 0),
            0.5, number),
        ++made));
  }

  private List<ChordSpan> spans(Timeline timeline, long number, Bar place) {
    HarmonyPlan plan = harmony;
    return plan == null ? changes.spans(number, place) : Changes.spans(plan, timeline, number, place);
  }

  /** All parts of a bar, by rule. */
  private List<List<BarNote>> made(Bar place, List<ChordSpan> chords, Chord after, long number) {
    List<Voicing> before = voicings.getOrDefault(number - 1, List.of(Voicing.NONE, Voicing.NONE));
    List<Voicing> own = new ArrayList<>();
    List<List<BarNote>> notes = new ArrayList<>();
    for (int voice = 0; voice < band.voices().size(); voice++) {
      VoiceLimits limits = band.voices().get(voice).limits();
      CompingPart part = new CompingPart(
          voice == 0 ? Role.CHORDS : Role.BASS, style, limits.lowest(), limits.highest(), limits.chordNotes());
      CompedBar comped = Comping.bar(place, chords, part, after, before.get(voice), number);
      own.add(comped.voicing());
      notes.add(BarNotes.of(place, comped.notes()));
    }
    voicings.put(number, own);
    return notes;
  }
}
