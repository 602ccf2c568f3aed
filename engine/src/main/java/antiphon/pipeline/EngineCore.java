package antiphon.pipeline;

import antiphon.control.Control;
import antiphon.generate.Conversation;
import antiphon.generate.WrittenBar.Origin;
import antiphon.midi.MidiListener;
import antiphon.midi.MidiOut;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineEvent.Kind;
import antiphon.schedule.Emitter;
import antiphon.schedule.EmitterEvents;
import antiphon.schedule.Metronome;
import antiphon.schedule.MidiClockOut;
import antiphon.schedule.Plan;
import antiphon.time.Clock;
import antiphon.time.Meter;
import antiphon.time.Transport;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The stages and rings of an engine, without threads: what live and virtual engines have in common. */
final class EngineCore implements EmitterEvents, MidiListener, PlanSink, Gate {
  private static final int EVENTS = 4_096;
  private static final int WORKS = 1_024;
  private static final int PLANS = 256;
  private static final long LOOK_NS = 1_000_000;

  /** A slot of the plan ring. */
  static final class PlanSlot {
    @Nullable Plan plan;
    boolean backing;
  }

  final RingBuffer<EngineEvent> events =
      RingBuffer.createMultiProducer(EngineEvent::new, EVENTS, waiting());
  final RingBuffer<PlanSlot> plans =
      RingBuffer.createMultiProducer(PlanSlot::new, PLANS, waiting());
  /** To the composing side, which may stand still for as long as the model does without anybody waiting for it. */
  final RingBuffer<WorkEvent> works = RingBuffer.createSingleProducer(WorkEvent::new, WORKS, waiting());
  final Transport transport;
  final EventHandler<EngineEvent> listen;
  final ComposeStage compose;
  final TakeStage take;
  final EventHandler<EngineEvent> cover;
  final Emitter emitter;
  private final @Nullable MidiClockOut clockOut;
  private final @Nullable Metronome metronome;
  private final @Nullable Emitter backingEmitter;
  private final EchoGuard echoGuard = new EchoGuard();
  private final EventPoller<PlanSlot> planPoller = plans.newPoller();
  /** Made once: the emitting thread polls without allocating. */
  private final EventPoller.Handler<PlanSlot> takePlan = this::takePlan;
  private final FiguresState figures = new FiguresState();
  private final AtomicLong lostInput = new AtomicLong();
  private final AtomicLong lostPlans = new AtomicLong();
  private final AtomicLong lostWork = new AtomicLong();
  private volatile long latencyNs;
  private final AtomicLong lostNews = new AtomicLong();
  private final Handing handing = new Handing();
  private final @Nullable TakeLog log;
  private long toldLostNews;

  /** @param machine decides what depends on how fast the machine is */
  EngineCore(
      EngineSettings settings, Decoder decoder, Clock clock, Pace machine, EngineOutputs outs, EngineListener listener,
      @Nullable TakeLog log) {
    this.log = log;
    MidiOut out = outs.companion();
    transport = new Transport(settings.timeline());
    emitter = new Emitter(transport, out, this, settings.sealAheadNs(), settings.leadNs());
    metronome = outs.click().map(port -> new Metronome(transport, port, outs.clickChannel())).orElse(null);
    ListenStage listening = new ListenStage(settings, transport, this);
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
    BarSource model = new BarComposer(settings.seed(), new Changes(settings.chart()), clock, pace);
    BarSource bars = log == null || logged == null ? model : new LoggedBars(model, logged, log);
    compose = new ComposeStage(settings, decoder, clock, pace, bars, this, listener, figures);
    CoverStage covering = new CoverStage(settings, this);
    backingEmitter = settings.backing().isEmpty() ? null
        : new Emitter(transport, out, new BandEvents(), settings.sealAheadNs(), settings.leadNs());
    BackingStage band = settings.backing()
        .map(style -> new BackingStage(new Changes(settings.chart()), style, plan -> offer(plan, true))).orElse(null);
    cover = (event, sequence, endOfBatch) -> {
      covering.onEvent(event, sequence, endOfBatch);
      if (band != null) {
        band.onEvent(event, sequence, endOfBatch);
      }
    };
    take = new TakeStage();
    clockOut = settings.clockOut() ? new MidiClockOut(transport, out) : null;
    plans.addGatingSequences(planPoller.getSequence());
  }

  /**
   * Stages look for events every millisecond. A strategy that wakes them would have the publisher take a
   * lock, and the emitter publishes.
   */
  private static WaitStrategy waiting() {
    return new SleepingWaitStrategy(0, LOOK_NS);
  }

  /** [midi-in] A message that finds the ring full is counted, never waited for. */
  @Override
  public void onMessage(int message, long timeNs) {
    if (!echoGuard.isEcho(message, timeNs)) {
      publish(Kind.MIDI, message, 0, 0, 0, timeNs, 0, 0, null, 0);
    }
  }

  /** [any] */
  void command(Kind kind, long timeNs) {
    publish(kind, 0, 0, 0, 0, timeNs, 0, 0, null, 0);
  }

  /** [any] */
  void control(Control control, int voice, double value, long timeNs) {
    publish(Kind.CONTROL, control.ordinal(), voice, 0, 0, timeNs, 0, value, null, 0);
  }

  /** [any] */
  void tempo(double quartersPerMinute, int overBars, long timeNs) {
    publish(Kind.TEMPO, 0, overBars, 0, 0, timeNs, 0, quartersPerMinute, null, 0);
  }

  /** [any] */
  void meter(Meter meter, long timeNs) {
    publish(Kind.METER, 0, meter.beats(), 0, meter.unit(), timeNs, 0, 0, null, 0);
  }

  /** [any] */
  void locate(long tick, long timeNs) {
    publish(Kind.LOCATE, 0, 0, tick, 0, timeNs, 0, 0, null, 0);
  }

  /** [any] */
  void loop(long fromBar, long toBar, long timeNs) {
    publish(Kind.LOOP, 0, fromBar, 0, toBar, timeNs, 0, 0, null, 0);
  }

  @Override
  public void pulse(long tick, long timeNs, boolean barEnds) {
    publish(barEnds ? Kind.BAR_ENDS : Kind.PULSE, 0, 0, tick, 0, timeNs, 0, 0, null, 0);
  }

  @Override
  public void sealed(
      long barNumber, long startTick, long fromTick, long toTick, @Nullable Plan plan, boolean muted, long epoch,
      long timeNs) {
    publish(Kind.SEALED, 0, barNumber, fromTick, toTick, timeNs, 0, 0, plan, epoch, startTick, muted);
  }

  @Override
  public void silenced(long tick, long timeNs) {
    publish(Kind.SILENCED, 0, 0, tick, 0, timeNs, 0, 0, null, 0);
  }

  @Override
  public void emitted(int message, long tick, long dueNs, long timeNs) {
    echoGuard.sending(message, timeNs);
    publish(Kind.EMITTED, message, 0, tick, 0, timeNs, dueNs, 0, null, 0);
  }

  @Override
  public void horizon(double quarters) {
    emitter.horizon(quarters);
  }

  @Override
  public void window(int number) {
    emitter.window(number);
  }

  @Override
  public void backing(boolean plays) {
    if (backingEmitter != null) {
      backingEmitter.mute(!plays);
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

  private void publish(
      Kind kind, int message, long bar, long tick, long endTick, long timeNs, long dueNs, double value,
      @Nullable Plan plan, long epoch) {
    publish(kind, message, bar, tick, endTick, timeNs, dueNs, value, plan, epoch, 0, false);
  }

  private void publish(
      Kind kind, int message, long bar, long tick, long endTick, long timeNs, long dueNs, double value,
      @Nullable Plan plan, long epoch, long startTick, boolean muted) {
    long sequence;
    try {
      sequence = events.tryNext();
    } catch (InsufficientCapacityException full) {
      lostInput.incrementAndGet();
      if (EngineEvent.isEmitters(kind)) {
        lostNews.incrementAndGet();
      }
      return;
    }
    EngineEvent event = events.get(sequence);
    event.kind = kind;
    event.message = message;
    event.bar = bar;
    event.tick = tick;
    event.endTick = endTick;
    event.timeNs = timeNs;
    event.dueNs = dueNs;
    event.value = value;
    event.plan = plan;
    event.epoch = epoch;
    event.startTick = startTick;
    event.muted = muted;
    event.cue = null;
    events.publish(sequence);
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
    long lost = lostNews.get();
    if (lost > toldLostNews) {
      log.missing(lost - toldLostNews);
      toldLostNews = lost;
    }
    log.event(event, !heard);
  }

  /** [compose] [cover] A plan that finds the ring full is counted; an earlier one for its bar, or silence, is played. */
  @Override
  public void offer(Plan plan) {
    offer(plan, false);
  }

  private void offer(Plan plan, boolean backing) {
    long sequence;
    try {
      sequence = plans.tryNext();
    } catch (InsufficientCapacityException full) {
      lostPlans.incrementAndGet();
      return;
    }
    plans.get(sequence).plan = plan;
    plans.get(sequence).backing = backing;
    plans.publish(sequence);
  }

  private boolean takePlan(PlanSlot slot, long sequence, boolean endOfBatch) {
    Plan plan = slot.plan;
    slot.plan = null;
    Emitter to = slot.backing ? backingEmitter : emitter;
    if (plan != null && to != null) {
      to.offer(plan);
    }
    return true;
  }

  /** [emit] Hands the plans on, then lets the emitter do what is due. Returns when it wants to be called again. */
  long emit(long nowNs) {
    try {
      planPoller.poll(takePlan);
    } catch (Exception e) {
      // The handler throws nothing that is checked.
      throw new IllegalStateException(e);
    }
    // What takes time on its way is sent so much earlier.
    long soundsNs = nowNs + latencyNs;
    // A clock goes before the notes of its moment.
    long nextNs = clockOut == null ? Long.MAX_VALUE : clockOut.doWork(soundsNs);
    nextNs = Math.min(nextNs, emitter.doWork(soundsNs));
    if (backingEmitter != null) {
      nextNs = Math.min(nextNs, backingEmitter.doWork(soundsNs));
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
    if (backingEmitter != null) {
      backingEmitter.silence(nowNs);
    }
    if (metronome != null) {
      metronome.silence();
    }
  }

  Optional<Conversation> conversation() {
    return compose.conversation();
  }

  List<TakenNote> notes() {
    return take.notes();
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
        emitter.sounding(),
        lostInput.get() + lostPlans.get(),
        take.answerGapMs(),
        figures.meanRemovedMass(),
        emitter.refused(),
        emitter.leaps(),
        emitter.skipped(),
        echoGuard.echoes());
  }

  /** What the band plays; it is written whatever it plays, so that only the take is told of all. [emit] */
  private final class BandEvents implements EmitterEvents {
    @Override
    public void pulse(long tick, long timeNs, boolean barEnds) {
      // The companion's emitter tells it.
    }

    @Override
    public void sealed(
        long barNumber, long startTick, long fromTick, long toTick, @Nullable Plan plan, boolean muted,
        long sealedEpoch, long timeNs) {
      publish(Kind.BAND_SEALED, 0, barNumber, fromTick, toTick, timeNs, 0, 0, plan, sealedEpoch, startTick, muted);
    }

    @Override
    public void silenced(long tick, long timeNs) {
      publish(Kind.BAND_SILENCED, 0, 0, tick, 0, timeNs, 0, 0, null, 0);
    }

    @Override
    public void emitted(int message, long tick, long dueNs, long timeNs) {
      echoGuard.sending(message, timeNs);
      publish(Kind.BAND_EMITTED, message, 0, tick, 0, timeNs, dueNs, 0, null, 0);
    }
  }
}
