package antiphon.bridge.live;

import antiphon.bridge.HostParameter;
import antiphon.bridge.HostSession;
import antiphon.bridge.HostTransport;
import antiphon.control.Command;
import antiphon.control.Control;
import antiphon.engine.VirtualEngine;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Fault;
import antiphon.pipeline.HostSong;
import antiphon.time.Transport;
import antiphon.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The companion of a host that renders offline. It plays in the time of the host's samples and the host waits for each block, so that
 * what it plays depends on the project alone, and not on how fast the machine is. Each time that the song starts it begins anew. [bridge]
 *
 * <p>What the host tells is collected until it asks; then all of it is done on a thread of the rendering's own, and meanwhile
 * nothing here is touched.
 */
final class Rendering implements AutoCloseable {
  /** So long the bridge waits for an answer before it goes on to others. */
  private static final long WAIT_US = 1_000;

  private static final long END_S = 10;
  private static final long NONE = -1;

  private final HostSession session;
  private final Future<Models.Chosen> model;
  private final Consumer<Fault> faults;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> Thread.ofPlatform().name("antiphon-render").daemon().unstarted(task));
  private List<Runnable> told = new ArrayList<>();
  private boolean begun;
  private boolean rolling;
  /** What the host waits for, and what is being worked on. */
  private long asked = NONE;
  private long answers = NONE;
  private @Nullable Future<?> work;
  private Optional<String> problem = Optional.empty();
  private @Nullable Playing playing;
  /** Something else was played before, and is to end. */
  private boolean flushes;

  /** An engine, from one start of the song on. */
  private static final class Playing {
    final VirtualClock clock = new VirtualClock();
    final HostClock samples;
    final SongFollower song = new SongFollower();
    final HostOut out = new HostOut();
    final VirtualEngine engine;
    private final EngineSettings settings;
    private long aheadNs;

    Playing(EngineSettings settings, Models.Chosen model, HostTransport at) {
      this.settings = settings;
      samples = new HostClock(at.sampleRate(), at.samplePosition());
      engine = new VirtualEngine(settings, model.decoder(), clock, out, EngineListener.NONE);
      ahead(at);
      engine.host(song.anew(at, 0, 0));
    }

    private void ahead(HostTransport at) {
      aheadNs = HostedSession.aheadNs(samples.blockNs(at.blockFrames()));
      engine.latency(aheadNs);
    }

    void transport(HostTransport now) {
      samples.rate(now.sampleRate(), now.samplePosition());
      ahead(now);
      runTo(samples.nanosOf(now.samplePosition()));
      tell(song.told(now, samples.nanosOf(now.samplePosition()), reached(), position().rolling()));
    }

    void anew(HostTransport now) {
      runTo(samples.nanosOf(now.samplePosition()));
      engine.host(song.anew(now, samples.nanosOf(now.samplePosition()), reached()));
    }

    private void tell(@Nullable HostSong told) {
      if (told != null) {
        engine.host(told);
      }
    }

    void midi(int message, long sample) {
      runTo(samples.nanosOf(sample));
      engine.input().onMessage(message, Math.max(clock.nanoTime(), samples.nanosOf(sample)));
    }

    /** As live, what the preset cannot do is left as it is. */
    void control(Control control, double value) {
      try {
        settings.admit(new Command.Set(control, 0, value));
        engine.control(control, value);
      } catch (IllegalArgumentException e) {
        // Live the status says it; what is exported says it by itself.
      }
    }

    /** Plays all that is due in the block that begins here. */
    void block(HostTransport now) {
      long ns = samples.nanosOf(now.samplePosition());
      if (now.rolling() && position().rolling()
          && Math.abs(song.engineTick(now.tick()) - position().tickAt(ns)) > HostedSession.DRIFT_TICKS) {
        tell(song.told(now, ns, reached(), true));
      }
      // A block may be longer than what is sent ahead.
      runTo(Math.max(ns, ns + samples.blockNs(now.blockFrames()) - aheadNs));
    }

    private Transport.Position position() {
      return engine.transport().position();
    }

    private long reached() {
      return position().tickAt(clock.nanoTime());
    }

    private void runTo(long timeNs) {
      engine.runTo(Math.max(timeNs, clock.nanoTime()));
    }
  }

  /**
   * A rendering that has not begun.
   *
   * @param model is there once it is loaded; its decoder is this rendering's from then on
   * @param faults is told what goes wrong [any]
   */
  Rendering(HostSession session, Future<Models.Chosen> model, Consumer<Fault> faults) {
    this.session = session;
    this.model = model;
    this.faults = faults;
  }

  /**
   * The host's transport was first seen, or changed.
   *
   * @param settings of an engine that begins now, if one does
   */
  void transport(HostTransport now, Supplier<EngineSettings> settings) {
    boolean starts = now.rolling() && !rolling;
    if (starts || !begun) {
      begun = true;
      begin(now, settings.get());
    } else {
      told.add(() -> playing().transport(now));
    }
    rolling = now.rolling();
  }

  /** Begins anew where the song is. */
  void begin(HostTransport now, EngineSettings settings) {
    told.add(() -> {
      flushes |= playing != null;
      playing = new Playing(settings, chosen(), now);
    });
  }

  void midi(int message, long sample) {
    told.add(() -> playing().midi(message, sample));
  }

  void control(Map<Control, Double> values) {
    told.add(() -> values.forEach(playing()::control));
  }

  /** Forgets what it was about to play. */
  void panic(HostTransport now) {
    told.add(() -> playing().anew(now));
  }

  /** The host waits for what is due in the block that begins here. */
  void asked(long ask, HostTransport now) {
    told.add(() -> playing().block(now));
    asked = ask;
  }

  /** Goes on with what is to be done, and answers what has been done. */
  void look() {
    answer();
    if (work == null && asked != NONE) {
      List<Runnable> all = told;
      told = new ArrayList<>();
      answers = asked;
      asked = NONE;
      work = thread.submit(() -> all.forEach(Runnable::run));
      answer();
    }
  }

  /** Why a stand-in plays, if one does, or nothing at all. */
  Optional<String> problem() {
    return problem;
  }

  private void answer() {
    Future<?> works = work;
    if (works == null || !done(works)) {
      return;
    }
    work = null;
    if (flushes) {
      flushes = false;
      session.flush();
    }
    Playing plays = playing;
    if (plays != null) {
      plays.out.drain((message, tick, dueNs) -> plays.song.of(tick).play(session, message, tick, plays.samples.sampleAt(dueNs)));
    }
    session.answer(answers);
  }

  /** Waits for it, not for long. */
  private boolean done(Future<?> works) {
    try {
      works.get(WAIT_US, TimeUnit.MICROSECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      problem = Optional.of("what is rendered is not whole: " + Fault.of("rendering", reason).line());
      faults.accept(Fault.of("rendering", reason));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return true;
  }

  private Playing playing() {
    Playing plays = playing;
    if (plays == null) {
      throw new IllegalStateException("nothing plays: expected a transport first");
    }
    return plays;
  }

  private Models.Chosen chosen() {
    try {
      Models.Chosen chosen = model.get();
      problem = chosen.problem();
      return chosen;
    } catch (ExecutionException e) {
      throw new IllegalStateException(String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Ends it, once what is being done is done: where waiting does no harm. */
  @Override
  public void close() {
    thread.execute(() -> chosen().decoder().close());
    thread.shutdown();
    try {
      thread.awaitTermination(END_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
