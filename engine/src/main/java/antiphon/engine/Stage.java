package antiphon.engine;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.EventPoller.PollState;
import com.lmax.disruptor.RingBuffer;

/** A stage with its place on a ring: it sees each event after the stage that it follows has. Run by one thread at a time. */
public final class Stage<T> {
  /** What becomes of an event that a stage failed at: it is over for the stage, or, if this throws, comes again. */
  @FunctionalInterface
  public interface OnFault {
    void failed(String stage, Throwable reason);
  }

  private final String name;
  private final EventHandler<T> work;
  private final OnFault onFault;
  private final RingBuffer<T> ring;
  private final EventPoller<T> poller;
  /** Made once, so that a look allocates nothing. */
  private final EventPoller.Handler<T> each = this::each;
  private final EventPoller.Handler<T> first = this::first;

  private Stage(String name, EventHandler<T> work, OnFault onFault, RingBuffer<T> ring, EventPoller<T> poller) {
    this.name = name;
    this.work = work;
    this.onFault = onFault;
    this.ring = ring;
    this.poller = poller;
    ring.addGatingSequences(poller.getSequence());
  }

  /** The first on its ring. */
  static <T> Stage<T> on(RingBuffer<T> ring, String name, EventHandler<T> work, OnFault onFault) {
    return new Stage<>(name, work, onFault, ring, ring.newPoller());
  }

  /** One that sees each event after this one. */
  Stage<T> then(String follower, EventHandler<T> its) {
    return new Stage<>(follower, its, onFault, ring, ring.newPoller(poller.getSequence()));
  }

  /** Does all that there is to do; false if there was nothing. */
  boolean run() {
    return poll(each);
  }

  /** Does the first thing that there is to do; false if there was nothing. */
  boolean runOne() {
    return poll(first);
  }

  /** Whether there is something to do. [any] */
  boolean behind() {
    return poller.getSequence().get() < ring.getCursor();
  }

  private boolean poll(EventPoller.Handler<T> handler) {
    try {
      return poller.poll(handler) == PollState.PROCESSING;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Neither handler throws what is checked.
      throw new IllegalStateException(e);
    }
  }

  private boolean each(T event, long sequence, boolean endOfBatch) {
    try {
      work.onEvent(event, sequence, endOfBatch);
    } catch (Throwable e) {
      onFault.failed(name, e);
    }
    return true;
  }

  private boolean first(T event, long sequence, boolean endOfBatch) {
    each(event, sequence, endOfBatch);
    return false;
  }
}
