package antiphon.bridge.live;

import antiphon.bridge.HostSession;
import antiphon.engine.LiveEngine;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Fault;
import antiphon.pipeline.Faults;
import antiphon.time.Clock;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes engines ready and ends them on a thread of its own, as that may take a second and the bridge must not wait. The
 * first engine plays at once; that code and caches are met for the first time is left to a rehearsal behind it.
 */
final class Seats implements AutoCloseable {
  private static final long END_S = 10;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> Thread.ofPlatform().name("antiphon-seats").daemon().unstarted(task));
  private final Models models;
  private final Recorder recorder;
  private final Consumer<Fault> told;
  /** Of making engines ready and ending them; each engine has its own. */
  private final Faults faults = new Faults();
  /** Of the thread. */
  private @Nullable Thread rehearsal;

  /** @param told is told what goes wrong [any] */
  Seats(Models models, Recorder recorder, Consumer<Fault> told) {
    this.models = models;
    this.recorder = recorder;
    this.told = told;
    // There when the first instance asks.
    execute(models::load);
  }

  /** Makes a seat and offers it to {@code session}, so much later if that still wants it then. [bridge] */
  void ask(HostedSession session, int number, EngineSettings settings, String model, Clock clock, long afterMs) {
    Future<?> _ = thread.schedule(() -> {
      if (!session.wants(number)) {
        return;
      }
      try {
        Seat seat = new Seat(settings, models.choose(model), clock, recorder, told);
        if (!session.offer(number, seat)) {
          seat.close();
        }
        if (rehearsal == null) {
          rehearsal = rehearse(settings, models.choose(model).decoder());
        }
      } catch (RuntimeException | Error e) {
        fault("seats", e);
        session.failed(Objects.requireNonNullElseGet(e instanceof RuntimeException ? e.getMessage() : null, () -> Fault.of("seats", e).line()));
      }
    }, afterMs, TimeUnit.MILLISECONDS);
  }

  /** A rendering for {@code session}, which begins as soon as the model is loaded. [bridge] */
  Rendering render(HostSession session, String model) {
    return new Rendering(session, thread.submit(() -> models.choose(model)), told);
  }

  /** A thread pool keeps to itself what a task throws. */
  private void execute(Runnable task) {
    thread.execute(() -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        fault("seats", e);
      }
    });
  }

  private void fault(String place, Throwable reason) {
    if (faults.add(place, reason)) {
      told.accept(Fault.of(place, reason));
    }
  }

  private Thread rehearse(EngineSettings settings, Decoder decoder) {
    return Thread.ofPlatform().name("antiphon-rehearsal").daemon().start(() -> {
      try (decoder) {
        LiveEngine.rehearse(settings, decoder, System::nanoTime);
      } catch (RuntimeException | Error e) {
        fault("rehearsal", e);
      }
    });
  }

  /** Ends a rendering. [any] */
  void leave(Rendering rendering) {
    execute(rendering::close);
  }

  /** Ends a seat. [any] */
  void leave(Seat seat) {
    execute(seat::close);
  }

  /** Ends what is to be ended, then the models. */
  @Override
  public void close() {
    execute(this::end);
    thread.shutdown();
    try {
      thread.awaitTermination(END_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    Thread rehearses = rehearsal;
    if (rehearses != null) {
      try {
        // It plays with the model still.
        rehearses.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    models.close();
  }
}
