package antiphon.engine;

import antiphon.compose.BackingStage;
import antiphon.compose.BarComposer;
import antiphon.compose.BarSource;
import antiphon.compose.ComposeStage;
import antiphon.compose.CoverStage;
import antiphon.compose.FiguresState;
import antiphon.compose.Pace;
import antiphon.critic.Fingerprints;
import antiphon.generate.Conversation;
import antiphon.generate.WrittenBar.Origin;
import antiphon.listen.Gate;
import antiphon.listen.ListenStage;
import antiphon.listen.PracticeStage;
import antiphon.midi.MidiOut;
import antiphon.model.Decoder;
import antiphon.pipeline.Changes;
import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.EngineEvents;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Faults;
import antiphon.pipeline.Handing;
import antiphon.pipeline.Looking;
import antiphon.pipeline.PlanRing;
import antiphon.pipeline.WorkEvent;
import antiphon.schedule.Emitter;
import antiphon.schedule.Metronome;
import antiphon.schedule.MidiClockOut;
import antiphon.schedule.TickedOut;
import antiphon.take.LoggedBars;
import antiphon.take.LoggedPace;
import antiphon.take.TakeLog;
import antiphon.take.TakeStage;
import antiphon.take.TakenNote;
import antiphon.time.Clock;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The stages and rings of an engine, without threads: what live and virtual engines have in common. */
final class EngineCore implements Gate {
  private static final int WORKS = 1_024;

  final EngineEvents events = new EngineEvents();
  private final PlanRing plans = new PlanRing();
  /** To the composing side, which may stand still for as long as the model does without anybody waiting for it. */
  final RingBuffer<WorkEvent> works = RingBuffer.createSingleProducer(WorkEvent::new, WORKS, Looking.everyMillisecond());
  final Transport transport;
  private final ListenStage listening;
  final EventHandler<EngineEvent> listen;
  final ComposeStage compose;
  final TakeStage take;
  final EventHandler<EngineEvent> cover;
  final Emitter emitter;
  private final @Nullable MidiClockOut clockOut;
  private final @Nullable Metronome metronome;
  private final @Nullable Emitter bandEmitter;
  private final FiguresState figures;
  private final AtomicLong lostWork = new AtomicLong();
  private volatile long latencyNs;
  private final Handing handing = new Handing();
  private final @Nullable TakeLog log;
  private long toldLostNews;

  /**
   * @param machine decides what depends on how fast the machine is
   * @param faults is told why the model failed
   */
  EngineCore(
      EngineSettings settings, Decoder decoder, Clock clock, Pace machine, EngineOutputs outs, EngineListener listener,
      @Nullable TakeLog log, Faults faults) {
    this.log = log;
    this.figures = new FiguresState(faults);
    MidiOut out = ahead(outs.companion());
    transport = new Transport(settings.timeline());
    emitter = new Emitter(transport, out, events.companion(), settings.sealAheadNs(), settings.leadNs());
    metronome = outs.click().map(port -> new Metronome(transport, ahead(port), outs.clickChannel())).orElse(null);
    listening = new ListenStage(settings, transport, this);
    listen = (event, sequence, endOfBatch) -> {
      boolean heard = true;
      try {
        listening.onEvent(event, sequence, endOfBatch);
        heard = hand(event);
      } finally {
        takeDown(event, heard);
      }
    };
    LoggedPace logged = log == null ? null : new LoggedPace(machine, log);
    Pace pace = logged == null ? machine : logged;
    BarSource model = new BarComposer(settings.seed(), new Changes(settings.chart()), clock, pace, Fingerprints.of(decoder));
    BarSource bars = log == null || logged == null ? model : new LoggedBars(model, logged, log);
    compose = new ComposeStage(settings, decoder, clock, pace, bars, plans.to(emitter), listener, figures);
    CoverStage covering = new CoverStage(settings, plans.to(emitter));
    Emitter emitterOfBand = new Emitter(transport, out, events.band(), settings.sealAheadNs(), settings.leadNs());
    BackingStage band = settings.backing()
        .map(style -> new BackingStage(new Changes(settings.chart()), style, settings.controls(), plans.to(emitterOfBand))).orElse(null);
    bandEmitter = band == null ? null : emitterOfBand;
    PracticeStage practice = new PracticeStage(settings.chart(), listener::practised);
    cover = (event, sequence, endOfBatch) -> {
      covering.onEvent(event, sequence, endOfBatch);
      if (band != null) {
        band.onEvent(event, sequence, endOfBatch);
      }
      practice.onEvent(event, sequence, endOfBatch);
    };
    take = new TakeStage();
    clockOut = settings.clockOut() ? new MidiClockOut(transport, out) : null;
  }

  /** One that places messages itself is told the deadlines as they are. */
  private MidiOut ahead(MidiOut port) {
    return port instanceof TickedOut ? port : new AheadOut(port, () -> latencyNs);
  }

  @Override
  public void horizon(double quarters, boolean wakes) {
    emitter.horizon(quarters, wakes);
  }

  @Override
  public void window(int number) {
    emitter.window(number);
  }

  @Override
  public void backing(boolean plays) {
    if (bandEmitter != null) {
      bandEmitter.mute(!plays);
    }
  }

  @Override
  public void click(boolean clicks) {
    if (metronome != null) {
      metronome.on(clicks);
    }
  }

  @Override
  public void mute(boolean silent) {
    emitter.mute(silent);
  }

  /** [listen] Hands on what the composing side is to know; while it stands still, what finds no room is counted, and false. */
  private boolean hand(EngineEvent event) {
    if (!handing.concerns(event)) {
      return true;
    }
    long sequence;
    try {
      sequence = works.tryNext();
    } catch (InsufficientCapacityException full) {
      lostWork.incrementAndGet();
      return false;
    }
    handing.hand(event, works.get(sequence));
    works.publish(sequence);
    return true;
  }

  /** [listen] Takes an event down, and before it what of the emitters' news never came here. */
  private void takeDown(EngineEvent event, boolean heard) {
    if (log == null) {
      return;
    }
    long lost = events.lostNews();
    if (lost > toldLostNews) {
      log.missing(lost - toldLostNews);
      toldLostNews = lost;
    }
    log.event(event, !heard);
  }

  /** [emit] Hands the plans on, then lets the emitter do what is due. Returns when it wants to be called again. */
  long emit(long nowNs) {
    plans.handOver();
    // What takes time on its way is sent so much earlier.
    long soundsNs = nowNs + latencyNs;
    // A clock goes before the notes of its moment.
    long nextNs = clockOut == null ? Long.MAX_VALUE : clockOut.doWork(soundsNs);
    nextNs = Math.min(nextNs, emitter.doWork(soundsNs));
    if (bandEmitter != null) {
      nextNs = Math.min(nextNs, bandEmitter.doWork(soundsNs));
    }
    if (metronome != null) {
      nextNs = Math.min(nextNs, metronome.doWork(soundsNs));
    }
    return nextNs == Long.MAX_VALUE ? nextNs : nextNs - latencyNs;
  }

  /** What leaves so long before it is due is heard in time. [any] */
  void latency(long nanos) {
    latencyNs = nanos;
  }

  /** [emit] Ends whatever sounds and forgets what is planned. */
  void silence(long nowNs) {
    emitter.silence(nowNs);
    if (bandEmitter != null) {
      bandEmitter.silence(nowNs);
    }
    if (metronome != null) {
      metronome.silence();
    }
  }

  Optional<Conversation> conversation() {
    return compose.conversation();
  }

  Timeline timeline() {
    return take.timeline(transport.position().timeline());
  }

  List<TakenNote> notes() {
    return take.notes();
  }

  /** Notes of the player that the listening stage still remembers. */
  int remembered() {
    return listening.remembered();
  }

  /** For reading when the engine is at rest. */
  EngineFigures figures() {
    Map<Origin, Integer> played = new EnumMap<>(Origin.class);
    for (Origin origin : Origin.values()) {
      if (figures.playedBars[origin.ordinal()] > 0) {
        played.put(origin, figures.playedBars[origin.ordinal()]);
      }
    }
    Histogram jitter = emitter.jitterNs();
    return new EngineFigures(
        figures.heard,
        played,
        figures.failures,
        figures.generationNs.getValueAtPercentile(50) / 1e6,
        figures.generationNs.getValueAtPercentile(99) / 1e6,
        jitter.getValueAtPercentile(50) / 1e3,
        jitter.getValueAtPercentile(99) / 1e3,
        jitter.getMaxValue() / 1e3,
        take.messages(),
        emitter.late(),
        emitter.sounding() + (bandEmitter == null ? 0 : bandEmitter.sounding()),
        events.lostInput(),
        listening.unheard(),
        events.lost() + plans.lost() + lostWork.get(),
        take.answerGapMs(),
        figures.meanRemovedMass(),
        emitter.refused(),
        emitter.leaps(),
        emitter.skipped(),
        events.echoes());
  }
}
