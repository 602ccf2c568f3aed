package antiphon.engine;

import antiphon.compose.ClockPace;
import antiphon.control.Command;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.generate.Conversation;
import antiphon.midi.MidiListener;
import antiphon.midi.MidiOut;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Fault;
import antiphon.pipeline.Faults;
import antiphon.pipeline.HostSong;
import antiphon.pipeline.Request;
import antiphon.take.TakeLog;
import antiphon.take.TakenNote;
import antiphon.time.Clock;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import antiphon.time.Transport;
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
  private static final long LOOK_NS = 1_000_000;
  /** After so many looks in vain, some seconds, nothing but a slow pulse can come, or whoever tells something wakes the thread. */
  private static final int LOOKS = 4_000;

  private static final int PARKS = 800;
  private static final long SLOW_PULSE_NS = 5_000_000;
  private static final long STILL_NS = 50_000_000;
  private static final long MOST_LATENCY_NS = 500_000_000;
  private static final long JOIN_MS = 2_000;

  private final EngineSettings settings;
  private final Object setting = new Object();
  private volatile Controls controls;
  private final Clock clock;
  private final EngineCore core;
  private final Background background;
  private final Thread listenThread;
  private final Thread composeThread;
  private final Thread emitThread;
  private final Thread logThread;
  private final boolean priorityWanted;
  private volatile RealTimePriority.Outcome priority = new RealTimePriority.Outcome(false, "not asked for yet");
  private volatile boolean running = true;
  /** The emitting thread ends before the others, which still hear of what it did. */
  private volatile boolean emitting = true;
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
    this.settings = settings;
    controls = settings.controls();
    this.clock = clock;
    this.priorityWanted = priorityWanted;
    if (rehearse) {
      Rehearsal.play(settings, decoder, clock);
    }
    background = new Background();
    core = new EngineCore(
        settings, decoder, clock, new ClockPace(clock), outs, listener, log, background.faults, background,
        background.faults::add);
    if (log != null && core.log != null) {
      background.writes(core.log);
      background.to(log::fault);
    }
    logThread = Thread.ofPlatform().name("antiphon-log").daemon().start(background);
    composeThread = Thread.ofPlatform().name("antiphon-compose").daemon().start(this::compose);
    emitThread = Thread.ofPlatform().name("antiphon-emit").priority(Thread.MAX_PRIORITY).unstarted(this::emit);
    listenThread = Thread.ofPlatform().name("antiphon-listen").daemon().start(this::listen);
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
      // The first note may start the music.
      LockSupport.unpark(listenThread);
    }
  }

  /** Where the music stands. [any] */
  public Transport transport() {
    return core.transport;
  }

  /** Starts at tick 0 at {@code timeNs}, now or later. [any] */
  public void start(long timeNs) {
    core.events.start(timeNs);
    LockSupport.unpark(listenThread);
  }

  /**
   * Sets a control, or refuses to; from edges only, never from a thread that keeps time. [any]
   *
   * @param voice from 1, or 0 for all
   * @throws IllegalArgumentException if the control cannot take the value, or the preset cannot do it: what was found, what was expected
   */
  public void control(Control control, int voice, double value) { // [any]
    settings.admit(new Command.Set(control, voice, value));
    synchronized (setting) {
      // In one order here and in the ring, whoever else sets something.
      controls = controls.after(control, voice, value);
      core.events.request(new Request.SetControl(control, voice, value), clock.nanoTime());
    }
    LockSupport.unpark(listenThread);
    if (control == Control.PANIC) {
      fallSilent();
    }
  }

  /** Turns a switch over and says what it is now. [any] */
  public boolean toggle(Control control) {
    synchronized (setting) {
      boolean on = !controls.on(control);
      control(control, 0, on ? 1 : 0);
      return on;
    }
  }

  /** What is set: the one copy that edges show. [any] */
  public Controls controls() {
    return controls;
  }

  /** Takes another tempo, at once or over some bars; a master's clock goes before it. [any] */
  public void tempo(Tempo tempo, int overBars) {
    core.events.request(new Request.SetTempo(tempo, overBars), clock.nanoTime());
    LockSupport.unpark(listenThread);
  }

  /** Takes another meter from the next bar line that is not committed. [any] */
  public void meter(Meter meter) {
    core.events.request(new Request.SetMeter(meter), clock.nanoTime());
    LockSupport.unpark(listenThread);
  }

  /**
   * Plays the bars {@code [fromBar, toBar)} again and again, from when it gets to their end; as many of them
   * as none ends it. A master's clock goes before it. [any]
   */
  public void loop(long fromBar, long toBar) {
    core.events.request(new Request.Loop(fromBar, toBar), clock.nanoTime());
    LockSupport.unpark(listenThread);
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
    core.emit.latency(nanos);
  }

  /** Goes to {@code tick}; a master's clock goes before it. [any] */
  public void locate(long tick) {
    core.events.request(new Request.Locate(tick), clock.nanoTime());
    LockSupport.unpark(listenThread);
  }

  /** Is where a host's song is; while that rolls, it goes before every other clock. [any] */
  public void host(HostSong song) {
    core.events.request(song, song.timeNs());
    LockSupport.unpark(listenThread);
  }

  /** Stops; whatever sounds ends at once. [any] */
  public void stop() {
    core.events.stop(clock.nanoTime());
    LockSupport.unpark(listenThread);
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
    return background.faults;
  }

  /** Tells {@code listener} the first fault of each kind and place as it comes, and those before, on a thread of its own. [any] */
  public void onFault(Consumer<Fault> listener) {
    background.to(listener);
  }

  /** Messages of the player that found the ring full, and were heard by nobody. [any] */
  public long lostInput() {
    return core.events.lostInput();
  }

  /** Ends all threads and all notes; afterwards conversation, notes and figures may be read. */
  @Override
  public void close() {
    if (!emitting) {
      return;
    }
    emitting = false;
    LockSupport.unpark(emitThread);
    join(emitThread);
    core.events.stop(clock.nanoTime());
    LockSupport.unpark(listenThread);
    awaitHeard();
    running = false;
    LockSupport.unpark(listenThread);
    LockSupport.unpark(composeThread);
    join(listenThread);
    join(composeThread);
    background.end();
    join(logThread);
  }

  /** Waits, not for long, until the stages have seen all that was published. */
  private void awaitHeard() {
    for (long waitedNs = 0; !caughtUp(false) && waitedNs < JOIN_MS * 1_000_000; waitedNs += LOOK_NS) {
      LockSupport.parkNanos(LOOK_NS);
    }
  }

  /** Whether the stages have done all that they were told so far; of the composing one only if asked. [any] */
  boolean caughtUp(boolean composing) {
    // The composing side is told by the listening one.
    return !core.stages.playing().behind() && (!composing || !core.stages.writing().behind());
  }

  /** The conversation, if there is one; after {@link #close}. */
  public Optional<Conversation> conversation() {
    return core.stages.conversation();
  }

  /** Bars and tempos as they were played; after {@link #close}. */
  public Timeline timeline() {
    return core.stages.timeline();
  }

  /** All notes; after {@link #close}. */
  public List<TakenNote> notes() {
    return core.stages.notes();
  }

  /** What was done; exact after {@link #close}. */
  public EngineFigures figures() {
    return core.figures();
  }

  /** Whether the emitting thread has real-time priority, and why not. [any] */
  public RealTimePriority.Outcome priority() {
    return priority;
  }

  private void listen() {
    Rest rest = new Rest(LOOK_NS, LOOKS, SLOW_PULSE_NS);
    Rest still = new Rest(LOOK_NS, LOOKS, STILL_NS);
    Transport.Position before = core.transport.position();
    while (running) {
      boolean worked = core.stages.playing().run();
      Transport.Position now = core.transport.position();
      if (worked) {
        rest.over();
        still.over();
        if (core.stages.writing().behind()) {
          LockSupport.unpark(composeThread);
        }
        if (now.epoch() != before.epoch() || now.rolling() != before.rolling()) {
          LockSupport.unpark(emitThread);
        }
        before = now;
      } else {
        LockSupport.parkNanos(this, now.rolling() ? rest.nextNs() : still.nextNs());
      }
    }
  }

  private void compose() {
    while (running) {
      if (!core.stages.writing().run()) {
        LockSupport.park(this);
      }
    }
  }

  private void emit() {
    priority = priorityWanted ? RealTimePriority.request() : new RealTimePriority.Outcome(false, "not wanted");
    Rest still = new Rest(LONGEST_PARK_NS, PARKS, STILL_NS);
    while (emitting) {
      long aheadNs = LONGEST_PARK_NS;
      long longestNs = LONGEST_PARK_NS;
      try {
        if (panicAsked) {
          panicAsked = false;
          core.emit.silence(clock.nanoTime());
        }
        long nextNs = core.emit.emit(clock.nanoTime());
        aheadNs = nextNs - clock.nanoTime();
        if (core.transport.position().rolling()) {
          still.over();
        } else {
          longestNs = still.nextNs();
        }
      } catch (RuntimeException | Error e) {
        // Nobody else sends: what is due next is tried a little later.
        background.faults.add("emit", e);
      }
      if (aheadNs > SPIN_NS) {
        LockSupport.parkNanos(Math.min(aheadNs - SPIN_NS, longestNs));
      } else if (aheadNs > 0) {
        Thread.onSpinWait();
      }
    }
    core.emit.silence(clock.nanoTime());
  }

  private static void join(Thread thread) {
    try {
      thread.join(JOIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
