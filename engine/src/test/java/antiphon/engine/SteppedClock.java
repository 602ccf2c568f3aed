package antiphon.engine;

import antiphon.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The time of a test with real threads: it goes on only when they have done what there was to do, however busy the machine. */
final class SteppedClock implements Clock {
  private static final long STEP_NS = 5_000_000;

  /** An emitter that asked so often since has seen the time, and done its work. */
  private static final int ASKED = 4;

  private final AtomicLong nowNs = new AtomicLong(1_000_000_000);
  private final AtomicLong asked = new AtomicLong();

  @Override
  public long nanoTime() {
    if (Thread.currentThread().getName().equals("antiphon-emit")) {
      asked.incrementAndGet();
    }
    return nowNs.get();
  }

  /** Lets time pass. */
  void runTo(LiveEngine engine, long timeNs) {
    runTo(engine, timeNs, true);
  }

  /** @param composing whether to wait for the model, which may stand still */
  void runTo(LiveEngine engine, long timeNs, boolean composing) {
    while (nowNs.get() < timeNs) {
      nowNs.set(Math.min(timeNs, nowNs.get() + STEP_NS));
      settle(engine, composing);
    }
  }

  private void settle(LiveEngine engine, boolean composing) {
    // What the stages make of it the emitter takes up at its next look, which may tell them more.
    for (int look = 0; look < 2; look++) {
      long before = asked.get();
      while (asked.get() < before + ASKED || !engine.caughtUp(composing)) {
        LockSupport.parkNanos(100_000);
      }
    }
  }
}
