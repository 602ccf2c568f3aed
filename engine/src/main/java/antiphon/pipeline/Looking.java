package antiphon.pipeline;

import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;

/** How stages wait for events: they look. One that is woken would have the publisher take a lock, and the emitter publishes. */
final class Looking {
  private static final long LOOK_NS = 1_000_000;

  private Looking() {}

  static WaitStrategy everyMillisecond() {
    return new SleepingWaitStrategy(0, LOOK_NS);
  }
}
