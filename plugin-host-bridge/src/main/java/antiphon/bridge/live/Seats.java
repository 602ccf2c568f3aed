package antiphon.bridge.live;

import antiphon.model.Decoder;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.LiveEngine;
import antiphon.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  /** Of the thread. */
  private @Nullable Thread rehearsal;

  Seats(Models models, Recorder recorder) {
    this.models = models;
    this.recorder = recorder;
    // There when the first instance asks.
    thread.execute(models::load);
  }

  /** Makes a seat and offers it to {@code session}, so much later if that still wants it then. [bridge] */
  void ask(HostedSession session, int number, EngineSettings settings, String model, Clock clock, long afterMs) {
    Future<?> _ = thread.schedule(() -> {
      if (!session.wants(number)) {
        return;
      }
      try {
        Seat seat = new Seat(settings, models.choose(model), clock, recorder);
        if (!session.offer(number, seat)) {
          seat.close();
        }
        if (rehearsal == null) {
          rehearsal = rehearse(settings, models.choose(model).decoder());
        }
      } catch (RuntimeException e) {
        session.failed(String.valueOf(e.getMessage()));
      }
    }, afterMs, TimeUnit.MILLISECONDS);
  }

  private static Thread rehearse(EngineSettings settings, Decoder decoder) {
    return Thread.ofPlatform().name("antiphon-rehearsal").daemon().start(() -> {
      try (decoder) {
        LiveEngine.rehearse(settings, decoder, System::nanoTime);
      }
    });
  }

  /** Ends a seat. [any] */
  void leave(Seat seat) {
    thread.execute(seat::close);
  }

  /** Ends what is to be ended, then the models. */
  @Override
  public void close() {
    thread.execute(this::end);
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
