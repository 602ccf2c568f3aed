package antiphon.engine;

import antiphon.compose.ClockPace;
import antiphon.compose.Pace;
import antiphon.control.Control;
import antiphon.generate.Conversation;
import antiphon.midi.MidiListener;
import antiphon.midi.MidiOut;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Faults;
import antiphon.pipeline.HostSong;
import antiphon.pipeline.Request;
import antiphon.take.TakeLog;
import antiphon.take.TakenNote;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import antiphon.time.VirtualClock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The engine in virtual time: the same stages on the same rings, driven in turn by the caller's thread.
 * The model takes no time at all, so the same input and seed give the same output, bit for bit.
 */
public final class VirtualEngine {
  /** So often in a row something may be due at once. */
  private static final int MOST_OVERDUE = 10_000;

  private final VirtualClock clock;
  private final EngineCore core;
  /** @param clock moved by {@link #runTo} only */
  public VirtualEngine(
      EngineSettings settings, Decoder decoder, VirtualClock clock, MidiOut out, EngineListener listener) {
    this(settings, decoder, clock, new ClockPace(clock), out, listener, null);
  }

  /** The same, taken down in {@code log}, if there is one; it stays the caller's to close. */
  public VirtualEngine(
      EngineSettings settings, Decoder decoder, VirtualClock clock, MidiOut out, EngineListener listener,
      @Nullable TakeLog log) {
    this(settings, decoder, clock, new ClockPace(clock), out, listener, log);
  }

  VirtualEngine(
      EngineSettings settings, Decoder decoder, VirtualClock clock, Pace machine, MidiOut out, EngineListener listener,
      @Nullable TakeLog log) {
    this.clock = clock;
    core = new EngineCore(
        settings, decoder, clock, machine, EngineOutputs.of(out), listener, log, new Faults(), Runnable::run, VirtualEngine::failed);
  }

  /** Where the player's messages go; their times must not lie before the clock's. */
  public MidiListener input() {
    return core.events;
  }

  /** Where the music stands. */
  public Transport transport() {
    return core.transport;
  }

  /** Starts at tick 0 at {@code timeNs}, now or later. */
  public void start(long timeNs) {
    core.events.start(timeNs);
    settle();
  }

  /** Sets a control of all voices now. */
  public void control(Control control, double value) {
    control(control, 0, value);
  }

  /** Sets a control of one voice, from 1, or of all, 0, now. */
  public void control(Control control, int voice, double value) {
    core.events.request(new Request.SetControl(control, voice, value), clock.nanoTime());
    if (control == Control.PANIC) {
      core.emit.silence(clock.nanoTime());
    }
    settle();
  }

  /** Takes another tempo, at once or over some bars. */
  public void tempo(double quartersPerMinute, int overBars) {
    core.events.request(new Request.SetTempo(Tempo.ofQuartersPerMinute(quartersPerMinute), overBars), clock.nanoTime());
    settle();
  }

  /** Takes another meter from the next open bar line on. */
  public void meter(Meter meter) {
    core.events.request(new Request.SetMeter(meter), clock.nanoTime());
    settle();
  }

  /** Sends everything so much earlier. */
  public void latency(long nanos) {
    core.emit.latency(nanos);
  }

  /** Plays the bars {@code [fromBar, toBar)} again and again. */
  public void loop(long fromBar, long toBar) {
    core.events.request(new Request.Loop(fromBar, toBar), clock.nanoTime());
    settle();
  }

  /** Goes to {@code tick} now. */
  public void locate(long tick) {
    core.events.request(new Request.Locate(tick), clock.nanoTime());
    settle();
  }

  /** Is where a host's song is; while that rolls, it goes before every other clock. */
  public void host(HostSong song) {
    core.events.request(song, song.timeNs());
    settle();
  }

  /** Stops now; nothing sounds afterwards. */
  public void stop() {
    core.events.stop(clock.nanoTime());
    settle();
  }

  /** Lets time pass up to {@code timeNs}, in steps from one thing to do to the next. */
  public void runTo(long timeNs) {
    settle();
    int overdue = 0;
    for (long next = core.emit.emit(clock.nanoTime()); next <= timeNs; next = core.emit.emit(clock.nanoTime())) {
      overdue = next > clock.nanoTime() ? 0 : overdue + 1;
      if (overdue > MOST_OVERDUE) {
        throw new IllegalStateException("time stands still at " + clock.nanoTime() + " ns, expected something due later");
      }
      clock.advanceTo(next);
      core.emit.emit(clock.nanoTime());
      drain();
    }
    clock.advanceTo(timeNs);
    settle();
  }

  /** The conversation so far, if there is one. */
  public Optional<Conversation> conversation() {
    return core.stages.conversation();
  }

  /** Bars and tempos as they were played. */
  public Timeline timeline() {
    return core.stages.timeline();
  }

  /** All notes so far. */
  public List<TakenNote> notes() {
    return core.stages.notes();
  }

  /** What was done so far. */
  public EngineFigures figures() {
    return core.figures();
  }

  /** Notes of the player that are still remembered. */
  int remembered() {
    return core.stages.remembered();
  }

  private void settle() {
    drain();
    core.emit.emit(clock.nanoTime());
    drain();
  }

  private void drain() {
    boolean busy = true;
    while (busy) {
      busy = core.stages.run();
      if (core.log != null) {
        core.log.run();
      }
    }
  }

  /** What fails here fails its caller. */
  private static void failed(String stage, Throwable reason) {
    if (reason instanceof RuntimeException exception) {
      throw exception;
    }
    if (reason instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(stage, reason);
  }
}
