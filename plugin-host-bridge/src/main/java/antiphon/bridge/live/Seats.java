package antiphon.bridge.live;

import antiphon.pipeline.EngineSettings;
import antiphon.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Makes engines ready and ends them on a thread of its own, as that may take a second and the bridge must not wait. */
final class Seats implements AutoCloseable {
  private static final long END_S = 10;
  /** A host that opens a project makes an instance first and then gives it its state. */
  private static final long SETTLE_MS = 100;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> Thread.ofPlatform().name("antiphon-seats").daemon().unstarted(task));
  private final Models models;
  /** Of the thread. */
  private boolean rehearsed;

  Seats(Models models) {
    this.models = models;
  }

  /** Makes a seat and offers it to {@code session}. [bridge] */
  void ask(HostedSession session, int number, EngineSettings settings, String model, Clock clock) {
    thread.schedule(() -> {
      if (!session.wants(number)) {
        return;
      }
      try {
        Seat seat = new Seat(settings, models.choose(model), clock, !rehearsed);
        rehearsed = true;
        if (!session.offer(number, seat)) {
          seat.close();
        }
      } catch (RuntimeException e) {
        session.failed(String.valueOf(e.getMessage()));
      }
    }, SETTLE_MS, TimeUnit.MILLISECONDS);
  }

  /** Ends a seat. [any] */
  void leave(Seat seat) {
    thread.execute(seat::close);
  }

  /** Ends what is to be ended, then the models. */
  @Override
  public void close() {
    thread.execute(models::close);
    thread.shutdown();
    try {
      thread.awaitTermination(END_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
