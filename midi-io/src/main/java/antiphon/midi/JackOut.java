package antiphon.midi;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An output at JACK: the sending thread leaves messages with their deadlines in a ring, the audio thread plays
 * them exactly one block later, each at its own frame.
 */
final class JackOut extends JackEnd implements MidiOut {
  private static final int RING = 8_192;

  /** What waited longer was overtaken by events: the machine slept, or the server stood still. */
  private static final long STALE_NS = 1_000_000_000L;

  private static final int BLOCKS_TO_DELIVER = 2;
  private static final int LONGEST_WAIT_MS = 200;

  private final LongSupplier nanoClock;
  private final MessageRing ring = new MessageRing(RING);
  private final OwedNotes owed = new OwedNotes();
  private volatile long blocks;
  private volatile long blockNs;
  private boolean everLive;
  private long lastWokenNs = Long.MIN_VALUE;

  /** @param blockNs how long a block lasts when the port is opened */
  JackOut(
      @Nullable String peer, PortListener portListener, LongSupplier nanoClock, long blockNs,
      Consumer<JackEnd> onClose) {
    super(peer, portListener, onClose);
    this.nanoClock = nanoClock;
    this.blockNs = blockNs;
  }

  @Override
  public void send(int message) {
    send(message, Long.MAX_VALUE);
  }

  @Override
  public void send(int message, long dueNs) {
    if (!live() || MidiMessage.length(message) == 0) {
      owed.lose();
      return;
    }
    owed.before(message);
    owed.after(message, ring.offer(message, Math.min(dueNs, nanoClock.getAsLong())));
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // Only this thread writes it.
  void process(JackServer.Port port, FrameClock clock, int frames, long nowNs) {
    blockNs = clock.blockNs();
    int frame = 0;
    while (live() && !ring.isEmpty()) {
      int message = ring.message();
      long timeNs = ring.timeNs();
      int due = clock.frameAt(timeNs + clock.blockNs());
      if (due >= frames) {
        if (timeNs > lastWokenNs) {
          break;
        }
        // It has waited for a block already; the frames and our clock are at odds.
        due = frames - 1;
      }
      if (nowNs - timeNs > STALE_NS && !MessageRing.ends(message)) {
        owed.lose();
      } else {
        frame = Math.max(frame, due);
        if (!port.write(frame, message)) {
          break; // The block is full: the rest comes with the next one.
        }
      }
      ring.remove();
    }
    lastWokenNs = nowNs;
    blocks++;
  }

  @Override
  void revive() {
    while (!ring.isEmpty()) {
      ring.remove();
      owed.lose();
    }
    if (everLive) {
      owed.recover(message -> ring.offer(message, nanoClock.getAsLong()));
    }
    everLive = true;
    super.revive();
  }

  @Override
  void shut() {
    if (live()) {
      owed.release(off -> ring.offer(off, nanoClock.getAsLong()));
      awaitDelivery();
    }
    super.shut();
  }

  /** Until the audio thread has played what is left and the others have had the time to hear it; or not for long. */
  private void awaitDelivery() {
    int waitedMs = 0;
    for (; !ring.isEmpty() && waitedMs < LONGEST_WAIT_MS; waitedMs++) {
      LockSupport.parkNanos(1_000_000);
    }
    for (long end = blocks + BLOCKS_TO_DELIVER; blocks < end && waitedMs < LONGEST_WAIT_MS; waitedMs++) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** [any] One block, which is how long every message waits here; what comes behind the port is not known. */
  @Override
  public long latencyNs() {
    return blockNs;
  }

  @Override
  public long lost() {
    return owed.lost();
  }
}
