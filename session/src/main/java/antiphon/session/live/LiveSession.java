package antiphon.session.live;

import antiphon.engine.EngineOutputs;
import antiphon.engine.LiveEngine;
import antiphon.midi.LoopbackPort;
import antiphon.midi.MidiListener;
import antiphon.midi.MidiOut;
import antiphon.midi.SoundingNotes;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.take.TakeLog;
import antiphon.time.Clock;
import antiphon.time.Timeline;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A session in real time. The companion plays into a loopback cable, at whose end the ledger of hanging
 * notes is kept and whatever is to be heard is plugged in. Closing ends every note, also on Ctrl-C.
 */
public final class LiveSession implements AutoCloseable {
  /** How long a closed session may go unnoticed. */
  private static final long LOOK_NS = 50_000_000L;

  private final Clock clock = Clock.system();
  private final LoopbackPort player = new LoopbackPort("player", clock::nanoTime);
  private final LoopbackPort companion = new LoopbackPort("companion", clock::nanoTime);
  private final LoopbackPort click = new LoopbackPort("click", clock::nanoTime);
  private final SoundingNotes sounding = new SoundingNotes();
  private final RemovableModel model;
  private final LiveEngine engine;
  private final @Nullable TakeLog log;
  private final Thread onExit = new Thread(this::close, "antiphon-exit");
  private volatile boolean closed;
  private int hanging;

  /** Starts the engine; the music starts with {@link #start} or as the settings say. */
  public LiveSession(EngineSettings settings, Decoder decoder, EngineListener news) {
    this(settings, decoder, news, null);
  }

  /** The same, taken down in {@code log}, if there is one, which this closes. */
  public LiveSession(EngineSettings settings, Decoder decoder, EngineListener news, @Nullable TakeLog log) {
    this.log = log;
    companion.listen((message, timeNs) -> sounding.accept(message));
    EngineOutputs outs = EngineOutputs.of(companion, click);
    model = new RemovableModel(decoder);
    engine = new LiveEngine(settings, model, clock, outs, news, log);
    player.listen(engine.input());
    engine.onFault(FaultLog.ofUser());
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** Lets {@code out} sound what the companion plays. */
  public void companionTo(MidiOut out) {
    companion.listen(out::send);
  }

  /** Tells {@code listener} what the companion plays. */
  public void companionTo(MidiListener listener) {
    companion.listen(listener);
  }

  /** Tells {@code listener} what the metronome clicks. */
  public void clickTo(MidiListener listener) {
    click.listen(listener);
  }

  /** Lets {@code out} sound the metronome. */
  public void clickTo(MidiOut out) {
    click.listen(out::send);
  }

  /** The engine, for what the player wants changed. */
  public LiveEngine engine() {
    return engine;
  }

  /** The session's clock. */
  public Clock clock() {
    return clock;
  }

  /** Lets {@code out} sound what the built-in player plays. */
  public void playerTo(MidiOut out) {
    player.listen(out::send);
  }

  /** Where a device's messages go. [midi-in] */
  public MidiListener input() {
    return engine.input();
  }

  /** Starts bar 0 {@code aheadNs} from now; returns the clock's time of its downbeat. */
  public long start(long aheadNs) {
    long startNs = clock.nanoTime() + aheadNs;
    engine.start(startNs);
    return startNs;
  }

  /** Plays on the caller's thread, each key at its time; returns after the last, or when the session is closed. */
  public void play(Performance performance, long downbeatNs) {
    for (Performance.Key key : performance.keys()) {
      if (await(downbeatNs + key.atNs())) {
        player.send(key.message());
      }
    }
  }

  /** Waits until the clock shows {@code timeNs}; false if the session was closed meanwhile. */
  public boolean await(long timeNs) {
    for (long left = timeNs - clock.nanoTime(); left > 0 && !closed; left = timeNs - clock.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, LOOK_NS));
    }
    return !closed;
  }

  /** Waits a little; false if the session was closed meanwhile. */
  public boolean await() {
    return await(clock.nanoTime() + LOOK_NS);
  }

  /** The clock's time of the downbeat of {@code bar}, counted from 0, as things stand. */
  public long downbeatNs(long bar) {
    return engine.transport().position().nanosAt(timeline().barStart(bar));
  }

  /** The model, which may be taken away. */
  public RemovableModel model() {
    return model;
  }

  /** Bars and tempo. */
  public Timeline timeline() {
    return engine.transport().position().timeline();
  }

  /** Stops, ends all notes and threads; waits for another thread that is doing so. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The program is ending, and this may be the hook itself.
    }
    engine.close();
    if (log != null) {
      log.close();
    }
    // Asked before the cable ends by itself what hangs.
    hanging = sounding.count();
    player.close();
    companion.close();
    click.close();
  }

  /** What it came to; after {@link #close}. */
  public synchronized Outcome outcome() {
    return Outcome.of(engine.timeline(), engine.conversation(), engine.notes(), engine.figures(), hanging, engine.faults().words());
  }
}
