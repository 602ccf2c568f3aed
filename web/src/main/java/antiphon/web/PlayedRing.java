package antiphon.web;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.EventPoller.PollState;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Messages on their way to the page: any thread offers without waiting, one reads; what finds no room is counted. */
final class PlayedRing {
  private static final int SLOTS = 4_096;

  private final RingBuffer<Told> slots = RingBuffer.createMultiProducer(Told::new, SLOTS);
  private final EventPoller<Told> poller = slots.newPoller();
  private final AtomicLong lost = new AtomicLong();

  /** Takes a message. */
  interface Reader {
    void played(int message, long timeNs, boolean companion);
  }

  PlayedRing() {
    slots.addGatingSequences(poller.getSequence());
  }

  /** [emit] [midi-in] [any] */
  void offer(int message, long timeNs, boolean companion) {
    long at;
    try {
      at = slots.tryNext();
    } catch (InsufficientCapacityException e) {
      lost.incrementAndGet();
      return;
    }
    Told slot = slots.get(at);
    slot.message = message;
    slot.timeNs = timeNs;
    slot.companion = companion;
    slots.publish(at);
  }

  /** Reads all there are. [feed] */
  void drain(Reader reader) {
    try {
      PollState state = PollState.PROCESSING;
      while (state == PollState.PROCESSING) {
        state = poller.poll((slot, sequence, last) -> {
          reader.played(slot.message, slot.timeNs, slot.companion);
          return true;
        });
      }
    } catch (Exception e) {
      throw new IllegalStateException("a message could not be told: " + e.getMessage(), e);
    }
  }

  /** Messages that the page was not told. [any] */
  long lost() {
    return lost.get();
  }
}
