package antiphon.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.locks.LockSupport;

/**
 * How stages wait for events: they look. One that is woken would have the publisher take a lock, and the emitter publishes.
 * Where nothing has happened for longer than the slowest pulse takes, nobody plays and nothing rolls: then they look less
 * often. Stateless.
 */
public final class Looking implements WaitStrategy {
  private static final long LOOK_NS = 1_000_000;
  private static final long REST_NS = 5_000_000;
  private static final int LOOKS = 4_000;

  private Looking() {}

  public static WaitStrategy everyMillisecond() {
    return new Looking();
  }

  @Override
  public long waitFor(long sequence, Sequence cursor, Sequence before, SequenceBarrier barrier) throws AlertException {
    for (int looks = 0; before.get() < sequence; looks++) {
      barrier.checkAlert();
      LockSupport.parkNanos(looks < LOOKS ? LOOK_NS : REST_NS);
    }
    return before.get();
  }

  @Override
  public void signalAllWhenBlocking() {
    // Nobody is woken.
  }
}
