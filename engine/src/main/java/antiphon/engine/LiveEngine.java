package antiphon.engine;

import antiphon.compose.ClockPace;
import antiphon.control.Control;
import antiphon.generate.Conversation;
import antiphon.midi.MidiListener;
import antiphon.midi.MidiOut;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Fault;
import antiphon.pipeline.Faults;
import antiphon.pipeline.HostSong;
import antiphon.pipeline.WorkEvent;
import antiphon.take.LogSlot;
import antiphon.take.TakeLog;
import antiphon.take.TakenNote;
import antiphon.time.Clock;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine in real time: one thread for each stage, one for the emitter, which waits for absolute
 * deadlines by parking and then spinning shortly.
 */
public final class LiveEngine implements AutoCloseable {
  private static final long SPIN_NS = 200_000;
  /** Short enough that a stop, or a master that gets faster, is noticed in time. */
  private static final long LONGEST_PARK_NS = 5_000_000;
  private static final long MOST_LATENCY_NS = 500_000_000;
  private static final long JOIN_MS = 2_000;
  private static final long LOOK_NS = 1_000_000;
  /** What the names of the threads begin with. */
  private static final String NAMED = "antiphon-";

  private final Clock clock;
  private final EngineCore core;
  private final List<BatchEventProcessor<?>> processors = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Thread emitThread;
  private final Sequence heard;
  private final Sequence composed;
  private final @Nullable TakeLog log;
  private @Nullable BatchEventProcessor<LogSlot> logged;
  private @Nullable Thread logThread;
  private final boolean priorityWanted;
  private final FaultTeller faults = new FaultTeller();
  private volatile RealTimePriority.Outcome priority = new RealTimePriority.Outcome(false, "not asked for yet");
  private volatile boolean running = true;
  private volatile boolean panicAsked;

  /**
   * Plays to itself for about a second, so that the first answer is as quick as the others, then starts
   * the threads; the transport stands still until {@link #start} or the first note.
   *
   * @param decoder used by the composing thread alone from now on; not closed here
   * @param out used by the emitting thread alone from now on; not closed here
   */
  public LiveEngine(EngineSettings settings, Decoder decoder, Clock clock, MidiOut out, EngineListener listener) {
    this(settings, decoder, clock, EngineOutputs.of(out), listener);
  }

  /** The same with a metronome. */
  public LiveEngine(
      EngineSettings settings, Decoder decoder, Clock clock, EngineOutputs outs, EngineListener listener) {
    this(settings, decoder, clock, outs, listener, null);
  }

  /** The same, taken down in {@code log}, if there is one; it stays the caller's to close, after this. */
  public LiveEngine(
      EngineSettings settings, Decoder decoder, Clock clock, EngineOutputs outs, EngineListener listener,
      @Nullable TakeLog log) {
    this(settings, decoder, clock, outs, listener, log, true);
  }

  /** The same, with or without asking for real-time priority. */
  public LiveEngine(
      EngineSettings settings, Decoder decoder, Clock clock, EngineOutputs outs, EngineListener listener,
      @Nullable TakeLog log, boolean priorityWanted) {
    this(settings, decoder, clock, outs, listener, log, priorityWanted, true);
  }

  /**
   * Plays to itself with {@code decoder} for a few seconds of {@code clock} at most, in virtual time: for engines that begin {@link #unrehearsed}.
   * On any thread that may wait; the decoder is the caller's.
   */
  public static void rehearse(EngineSettings settings, Decoder decoder, Clock clock) {
    Rehearsal.play(settings, decoder, clock);
  }

  /** An engine that plays at once. Where nothing has played before, simple bars stand in at first for what is late. */
  public static LiveEngine unrehearsed(
      EngineSettings settings, Decoder decoder, Clock clock, EngineOutputs outs, EngineListener listener,
      @Nullable TakeLog log) {
    return new LiveEngine(settings, decoder, clock, outs, listener, log, true, false);
  }

  @SuppressWarnings("ThreadPriorityCheck") // Asked for as a help; nothing is right or wrong by it.
  private LiveEngine(
      EngineSettings settings, Decoder decoder, Clock clock, EngineOutputs outs, EngineListener listener,
      @Nullable TakeLog log, boolean priorityWanted, boolean rehearse) {
    this.clock = clock;
    this.log = log;
    this.priorityWanted = priorityWanted;
    if (rehearse) {
      Rehearsal.play(settings, decoder, clock);
    }
    core = new EngineCore(settings, decoder, clock, new ClockPace(clock), outs, listener, log, faults.faults);
    BatchEventProcessor<EngineEvent> listen = processor(NAMED + "listen", core.events.ring, core.listen);
    BatchEventProcessor<EngineEvent> take = processor(NAMED + "take", core.events.ring, core.take, listen.getSequence());
    BatchEventProcessor<EngineEvent> cover = processor(NAMED + "cover", core.events.ring, core.cover, take.getSequence());
    core.events.ring.addGatingSequences(cover.getSequence());
    BatchEventProcessor<WorkEvent> compose = processor(NAMED + "compose", core.works, core.compose);
    core.works.addGatingSequences(compose.getSequence());
    heard = cover.getSequence();
    composed = compose.getSequence();
    if (log != null) {
      faults.to(log::fault);
      logged = new BatchEventProcessorBuilder().build(log.slots, log.slots.newBarrier(), log);
      logged.setExceptionHandler(new Reporting<>("log"));
      log.slots.addGatingSequences(logged.getSequence());
      logThread = Thread.ofPlatform().name("antiphon-log").daemon().unstarted(logged);
      logThread.start();
    }
    emitThread = Thread.ofPlatform().name("antiphon-emit").priority(Thread.MAX_PRIORITY).unstarted(this::emit);
    threads.forEach(Thread::start);
    emitThread.start();
  }

  /** Where the player's messages go. [midi-in] */
  public MidiListener input() {
    return this::onMessage;
  }

  private void onMessage(int message, long timeNs) {
    boolean still = !core.transport.position().rolling();
    core.events.onMessage(message, timeNs);
    if (still) {
      // The first note may start the music, which the emitter would notice only at its next look.
      LockSupport.unpark(emitThread);
    }
  }

  /** Where the music stands. [any] */
  public Transport transport() {
    return core.transport;
  }

  /** Starts at tick 0 at {@code timeNs}, now or later. [any] */
  public void start(long timeNs) {
    core.events.start(timeNs);
    LockSupport.unpark(emitThread);
  }

  /**
   * Sets a control.
   *
   * @param voice from 1, or 0 for all
   * @throws IllegalArgumentException if the control cannot take the value
   */
  public void control(Control control, int voice, double value) { // [any]
    core.events.control(control, voice, control.require(value), clock.nanoTime());
    if (control == Control.PANIC) {
      fallSilent();
    }
  }

  /** Takes another tempo, at once or over some bars; a master's clock goes before it. [any] */
  public void tempo(Tempo tempo, int overBars) {
    core.events.tempo(tempo.quartersPerMinute(), overBars, clock.nanoTime());
  }

  /** Takes another meter from the next bar line that is not committed. [any] */
  public void meter(Meter meter) {
    core.events.meter(meter, clock.nanoTime());
  }

  /**
   * Plays the bars {@code [fromBar, toBar)} again and again, from when it gets to their end; as many of them
   * as none ends it. A master's clock goes before it. [any]
   */
  public void loop(long fromBar, long toBar) {
    core.events.loop(fromBar, toBar, clock.nanoTime());
  }

  /**
   * Sends everything so much earlier as the output takes to let it be heard. [any]
   *
   * @param nanos 0 or more; less than half a second
   */
  public void latency(long nanos) {
    if (nanos < 0 || nanos > MOST_LATENCY_NS) {
      throw new IllegalArgumentException("latency of " + nanos / 1e6 + " ms: expected 0 to 500");
    }
    core.latency(nanos);
  }

  /** Goes to {@code tick}; a master's clock goes before it. [any] */
  public void locate(long tick) {
    core.events.locate(tick, clock.nanoTime());
    LockSupport.unpark(emitThread);
  }

  /** Is where a host's song is; while that rolls, it goes before every other clock. [any] */
  public void host(HostSong song) {
    core.events.host(song);
    LockSupport.unpark(emitThread);
  }

  /** Stops; whatever sounds ends at once. [any] */
  public void stop() {
    core.events.stop(clock.nanoTime());
    fallSilent();
  }

  /** Ends whatever sounds at once, forgets what is planned and mutes the companion. [any] */
  public void panic() {
    control(Control.PANIC, 0, 1);
  }

  private void fallSilent() {
    panicAsked = true;
    LockSupport.unpark(emitThread);
  }

  /** Exceptions that stages threw, each of which cost its event and none its thread, and those of the model. [any] */
  public Faults faults() {
    return faults.faults;
  }

  /** Tells {@code listener} the first fault of each kind and place as it comes, and those before, on a thread of its own. [any] */
  public void onFault(Consumer<Fault> listener) {
    faults.to(listener);
  }

  /** Messages of the player that found the ring full, and were heard by nobody. [any] */
  public long lostInput() {
    return core.events.lostInput();
  }

  /** Ends all threads and all notes; afterwards conversation, notes and figures may be read. */
  @Override
  public void close() {
    if (!running) {
      return;
    }
    running = false;
    LockSupport.unpark(emitThread);
    join(emitThread);
    core.events.stop(clock.nanoTime());
    awaitDone(core.events.ring, heard);
    processors.forEach(BatchEventProcessor::halt);
    threads.forEach(LiveEngine::join);
    faults.close();
    if (log != null && logged != null && logThread != null) {
      awaitDone(log.slots, logged.getSequence());
      logged.halt();
      join(logThread);
    }
  }

  /** Whether the stages have done all that they were told so far; of the composing one only if asked. [any] */
  boolean caughtUp(boolean composing) {
    // The composing side is told by the listening one.
    return heard.get() >= core.events.ring.getCursor() && (!composing || composed.get() >= core.works.getCursor());
  }

  /** Waits, not for long, until all that was published is done. */
  private static void awaitDone(RingBuffer<?> ring, Sequence done) {
    for (long waitedNs = 0; done.get() < ring.getCursor() && waitedNs < JOIN_MS * 1_000_000; waitedNs += LOOK_NS) {
      LockSupport.parkNanos(LOOK_NS);
    }
  }

  /** The conversation, if there is one; after {@link #close}. */
  public Optional<Conversation> conversation() {
    return core.conversation();
  }

  /** Bars and tempos as they were played; after {@link #close}. */
  public Timeline timeline() {
    return core.timeline();
  }

  /** All notes; after {@link #close}. */
  public List<TakenNote> notes() {
    return core.notes();
  }

  /** What was done; exact after {@link #close}. */
  public EngineFigures figures() {
    return core.figures();
  }

  private <T> BatchEventProcessor<T> processor(
      String name, RingBuffer<T> ring, EventHandler<T> stage, Sequence... before) {
    BatchEventProcessor<T> processor = new BatchEventProcessorBuilder().build(ring, ring.newBarrier(before), stage);
    processor.setExceptionHandler(new Reporting<>(name.substring(NAMED.length())));
    processors.add(processor);
    threads.add(Thread.ofPlatform().name(name).daemon().unstarted(processor));
    return processor;
  }

  /** Whether the emitting thread has real-time priority, and why not. [any] */
  public RealTimePriority.Outcome priority() {
    return priority;
  }

  private void emit() {
    priority = priorityWanted ? RealTimePriority.request() : new RealTimePriority.Outcome(false, "not wanted");
    while (running) {
      long aheadNs = LONGEST_PARK_NS;
      try {
        if (panicAsked) {
          panicAsked = false;
          core.silence(clock.nanoTime());
        }
        long nextNs = core.emit(clock.nanoTime());
        aheadNs = nextNs - clock.nanoTime();
      } catch (RuntimeException | Error e) {
        // Nobody else sends: what is due next is tried a little later.
        faults.faults.add("emit", e);
      }
      if (aheadNs > SPIN_NS) {
        LockSupport.parkNanos(Math.min(aheadNs - SPIN_NS, LONGEST_PARK_NS));
      } else if (aheadNs > 0) {
        Thread.onSpinWait();
      }
    }
    core.silence(clock.nanoTime());
  }

  private static void join(Thread thread) {
    try {
      thread.join(JOIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A stage that fails costs its event. */
  private final class Reporting<T> implements ExceptionHandler<T> {
    private final String stage;

    Reporting(String stage) {
      this.stage = stage;
    }

    @Override
    public void handleEventException(Throwable reason, long sequence, T event) {
      faults.faults.add(stage, reason);
    }

    @Override
    public void handleOnStartException(Throwable reason) {
      faults.faults.add(stage, reason);
    }

    @Override
    public void handleOnShutdownException(Throwable reason) {
      faults.faults.add(stage, reason);
    }
  }
}
