package antiphon.compose;

import antiphon.abc.VoiceLimits;
import antiphon.band.Band;
import antiphon.band.BandStyle;
import antiphon.band.DrumBar;
import antiphon.band.DrumBar.Role;
import antiphon.band.Drummer;
import antiphon.band.GrooveTable;
import antiphon.band.Sections;
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
import antiphon.harmony.CompingPattern;
import antiphon.harmony.Voicing;
import antiphon.model.Sampling;
import antiphon.pipeline.BandSounds;
import antiphon.pipeline.Changes;
import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.PlanSink;
import antiphon.pipeline.Request;
import antiphon.schedule.Expression;
import antiphon.schedule.Performer;
import antiphon.schedule.Plan;
import antiphon.schedule.Strike;
import antiphon.score.Bar;
import antiphon.score.Clef;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import com.lmax.disruptor.EventHandler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A band: chords, a bass and drums in a style, over the chart, in every bar, whoever's turn it is; without a chart over
 * the harmony that is expected, revised with every beat, from the second bar of the music on. It becomes louder with the
 * player. Its plans go to an emitter of their own. [listen]
 */
public final class BackingStage implements EventHandler<EngineEvent> {
  private static final int AHEAD = 2;
  private static final int LEVEL = 64;
  /** For so many bars a style is not questioned. */
  private static final int BARS = 4;
  private static final int CHORDS = 1;
  private static final int BASS = 2;
  private static final int DRUMS = 3;
  /** How much louder the band is with a player who is so much louder, or plays twice as many notes. */
  private static final double BY_LEVEL = 1 / 90.0;
  private static final double BY_DENSITY = 0.08;
  private static final int LOUDER = 40;
  private static final CompingPattern STRUCK = new CompingPattern("s...");
  private static final CompingPattern HIT = new CompingPattern("1...");
  private static final CompingPattern HELD = new CompingPattern("x");
  private static final CompingPattern ROOT = new CompingPattern("1");

  private final Changes changes;
  private final Band styles;
  private final StyleListener told;
  private final long seed;
  private final Map<String, Drummer> drummers = new HashMap<>();
  /** What is played from which bar on. */
  private final NavigableMap<Long, BandStyle> chosen = new TreeMap<>();
  private final BandForm form;
  private final PlanSink plans;
  private final Preset band = new Preset(
      "backing", "Backing", List.of(), List.of(), "",
      List.of(
          new VoicePart("", Clef.TREBLE, true, true, new VoiceLimits(52, 76, 4), BandSounds.CHORDS_CHANNEL, 0),
          new VoicePart("", Clef.BASS, false, true, new VoiceLimits(28, 52, 1), BandSounds.BASS_CHANNEL, 0)),
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
  /** Of the player: long to short of a beat. */
  private double swing = Feel.NEUTRAL.beatSwing();
  /** Of the player, 0 to 1. */
  private double intensity = 0.5;
  private long made;

  /** Is told what is played. */
  @FunctionalInterface
  public interface StyleListener {
    /** The style of that name is played from this bar on. [listen] */
    void plays(long bar, String style);
  }

  /**
   * @param controls which parts are heard at the start
   * @param seed of the drums' chances
   * @param told is told each style that is chosen, if there are several
   */
  public BackingStage(Changes changes, Band styles, Controls controls, long seed, PlanSink plans, StyleListener told) {
    this.controls = controls;
    this.changes = changes;
    this.styles = styles;
    this.seed = seed;
    this.plans = plans;
    this.told = told;
    form = new BandForm(changes.chart());
  }

  @Override
  public void onEvent(EngineEvent event, long sequence, boolean endOfBatch) {
    Request.SetControl set = event.control();
    Control control = set == null ? null : set.control();
    boolean parts = control == Control.BACKING || control == Control.BAND_VOLUME;
    if (set != null && parts) {
      controls = controls.with(set.control(), set.voice(), set.value());
    }
    Transport.Position position = event.position;
    if (position == null || !position.rolling() || EngineEvent.isEmitters(event.kind)) {
      return;
    }
    if (event.cue != null) {
      Feel feel = event.cue.feel();
      swing = feel.beatSwing();
      intensity = Math.clamp(
          0.5 + BY_LEVEL * (feel.loudness().level() - Feel.NEUTRAL.loudness().level()) + BY_DENSITY * (feel.density() - 1), 0, 1);
    }
    long tick = position.tickAt(event.timeNs);
    long bar = Math.max(0, position.timeline().barAt(tick));
    boolean anew = position.epoch() != epoch || event.request instanceof Request.SetMeter;
    if (anew) {
      epoch = position.epoch();
      next = bar;
      bars.clear();
      harmony = null;
      chosen.clear();
      form.begin(0);
    } else if (event.harmony != null) {
      // Once more from this bar on: what is sealed stays.
      next = harmony == null ? bar + 1 : Math.max(bar, begun);
      if (harmony == null) {
        begun = bar + 1;
        form.begin(begun);
      }
      harmony = event.harmony;
      bars.tailMap(next).clear();
    } else if (parts || (control != null && form.ask(control, Math.max(0, Sections.begun(position.timeline(), tick))))) {
      // What is not sealed is offered once more, with the parts that are to be heard.
      next = bar;
      bars.clear();
    } else if (event.kind == EngineEvent.Kind.PULSE) {
      // As loud as the player is by now.
      next = Math.min(next, bar + 1);
    }
    bars.headMap(bar).clear();
    form.forgetBefore(bar);
    voicings.headMap(bar - 1).clear();
    for (; next <= bar + AHEAD; next++) {
      offer(position, next);
    }
  }

  private void offer(Transport.Position position, long number) {
    Timeline timeline = position.timeline();
    Bar place = Bar.plain(timeline.barStart(number), timeline.meterOfBar(number), Key.C);
    List<ChordSpan> chords = spans(timeline, number, place);
    Tempo tempo = timeline.tempoAt(place.start());
    boolean goes = changes.chart().isPresent() || (harmony != null && number >= begun);
    if (chords.isEmpty() && !goes) {
      return;
    }
    BandStyle style = style(number, place.meter(), tempo);
    boolean drums = goes && !style.drums().isEmpty();
    if (chords.isEmpty() && !drums) {
      return;
    }
    Bar following = Bar.plain(place.end(), timeline.meterOfBar(number + 1), Key.C);
    Chord after = spans(timeline, number + 1, following).stream().findFirst().map(ChordSpan::chord).orElse(Chord.NONE);
    List<List<BarNote>> notes = new ArrayList<>(bars.computeIfAbsent(number, n -> made(style, place, chords, after, n)));
    for (int voice = CHORDS; voice <= BASS; voice++) {
      if (controls.value(Control.BACKING, voice) < 0.5) {
        notes.set(voice - 1, List.of());
      }
    }
    WrittenBar written = new WrittenBar(place, "", notes, Origin.COMPED);
    List<Strike> strikes = new ArrayList<>();
    Performer.perform(written, band, tempo, feel(style), new Expression(1, 0, 1), 0.5, number)
        .forEach(strike -> strikes.add(louder(strike, strike.channel() == BandSounds.CHORDS_CHANNEL ? CHORDS : BASS)));
    if (drums && controls.value(Control.BACKING, DRUMS) >= 0.5) {
      DrumBar bar = new DrumBar(
          number, form.section(number), place.meter(), tempo.quartersPerMinute(), form.role(number), intensity, form.arrives(number));
      DrumStrikes.of(drummer(style).play(bar), place.length(), tempo).forEach(strike -> strikes.add(louder(strike, DRUMS)));
      strikes.sort(Comparator.comparingLong(Strike::onset).thenComparingInt(Strike::pitch));
    }
    plans.offer(new Plan(number, position.epoch(), 0, 0, false, written, strikes, ++made));
  }

  /** The style of a bar; every few bars it is asked whether another fits better now. */
  private BandStyle style(long number, Meter meter, Tempo tempo) {
    Map.Entry<Long, BandStyle> before = chosen.floorEntry(number);
    BandStyle last = before == null ? null : before.getValue();
    if (last != null && (styles.styles().size() == 1 || number - before.getKey() < BARS)) {
      return last;
    }
    BandStyle now = styles.style(meter, tempo.quartersPerMinute(), swing, last);
    chosen.put(number, now);
    chosen.headMap(before == null ? number : before.getKey()).clear();
    if (styles.styles().size() > 1 && !now.equals(last)) {
      told.plays(number, now.name());
    }
    return now;
  }

  private Drummer drummer(BandStyle style) {
    return drummers.computeIfAbsent(style.drums(), word -> new Drummer(GrooveTable.own(), word, seed));
  }

  private Feel feel(BandStyle style) {
    Feel neutral = Feel.NEUTRAL.withLevel(LEVEL + LOUDER * (intensity - 0.5));
    return new Feel(
        neutral.loudness(), neutral.accents(), neutral.articulation(), style.swing(), 1, neutral.latenessMs(), neutral.spreadMs(),
        neutral.density(), neutral.register(), neutral.polyphony());
  }

  /** As loud as the part's volume says; 0.5 is as it was played. */
  private Strike louder(Strike strike, int part) {
    int velocity = Math.clamp(Math.round(strike.velocity() * 2 * controls.value(Control.BAND_VOLUME, part)), 1, 127);
    return new Strike(
        strike.place(), strike.onset(), strike.end(), strike.channel(), strike.pitch(), velocity, strike.heldFrom(), strike.heldOver());
  }

  private List<ChordSpan> spans(Timeline timeline, long number, Bar place) {
    HarmonyPlan plan = harmony;
    return plan == null ? changes.spans(number, place) : Changes.spans(plan, timeline, number, place);
  }

  /** Chords and bass of a bar. */
  private List<List<BarNote>> made(BandStyle style, Bar place, List<ChordSpan> chords, Chord after, long number) {
    Role role = form.role(number);
    List<Voicing> before = voicings.getOrDefault(number - 1, List.of(Voicing.NONE, Voicing.NONE));
    if (role == Role.REST || role == Role.COUNT_IN) {
      voicings.put(number, before);
      return List.of(List.of(), List.of());
    }
    List<Voicing> own = new ArrayList<>();
    List<List<BarNote>> notes = new ArrayList<>();
    for (int voice = 0; voice < band.voices().size(); voice++) {
      VoiceLimits limits = band.voices().get(voice).limits();
      CompingPart part = new CompingPart(
          voice == 0 ? CompingPart.Role.CHORDS : CompingPart.Role.BASS, style.rule(), limits.lowest(), limits.highest(), limits.chordNotes());
      // The last chord and a break are the first of the bar.
      List<ChordSpan> heard = role == Role.ENDING || role == Role.BREAK ? first(chords, place) : chords;
      CompedBar comped = Comping.bar(place, heard, part, after, before.get(voice), number, pattern(style, role, voice == 0, place, number));
      own.add(comped.voicing());
      notes.add(BarNotes.of(place, comped.notes()));
    }
    voicings.put(number, own);
    return notes;
  }

  private static List<ChordSpan> first(List<ChordSpan> chords, Bar place) {
    return chords.stream().limit(1).map(span -> new ChordSpan(place.start(), place.length(), span.chord())).toList();
  }

  private static Optional<CompingPattern> pattern(BandStyle style, Role role, boolean chords, Bar place, long number) {
    return switch (role) {
      case BREAK -> Optional.of(chords ? STRUCK : HIT);
      case ENDING -> Optional.of(chords ? HELD : ROOT);
      default -> chords ? style.chords(place.meter(), number) : style.bass(place.meter(), number);
    };
  }
}
