package antiphon.pipeline;

import antiphon.schedule.Emitter;
import antiphon.schedule.Plan;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The way of the plans: several threads offer, the emitting thread takes; nobody waits, what finds no room is counted. */
public final class PlanRing {
  private static final int SLOTS = 256;

  private static final class Slot {
    @Nullable Plan plan;
    @Nullable Emitter emitter;
  }

  private final RingBuffer<Slot> ring = RingBuffer.createMultiProducer(Slot::new, SLOTS, new BusySpinWaitStrategy());
  private final EventPoller<Slot> poller = ring.newPoller();
  /** Made once: the emitting thread polls without allocating. */
  private final EventPoller.Handler<Slot> handOver = PlanRing::handOver;
  private final AtomicLong lost = new AtomicLong();

  public PlanRing() {
    ring.addGatingSequences(poller.getSequence());
  }

  /** Takes plans for {@code emitter}; for a plan that is lost an earlier one of its bar, or silence, is played. [any] */
  public PlanSink to(Emitter emitter) {
    return plan -> offer(plan, emitter);
  }

  private void offer(Plan plan, Emitter emitter) {
    long sequence;
    try {
      sequence = ring.tryNext();
    } catch (InsufficientCapacityException full) {
      lost.incrementAndGet();
      return;
    }
    Slot slot = ring.get(sequence);
    slot.plan = plan;
    slot.emitter = emitter;
    ring.publish(sequence);
  }

  /** Gives every plan that was offered to its emitter. [emit] */
  public void handOver() {
    try {
      poller.poll(handOver);
    } catch (Exception e) {
      // The handler throws nothing that is checked.
      throw new IllegalStateException(e);
    }
  }

  private static boolean handOver(Slot slot, long sequence, boolean endOfBatch) {
    Plan plan = slot.plan;
    Emitter emitter = slot.emitter;
    slot.plan = null;
    if (plan != null && emitter != null) {
      emitter.offer(plan);
    }
    return true;
  }

  /** Plans that found no room. [any] */
  public long lost() {
    return lost.get();
  }
}
