package antiphon.bridge.live;

import antiphon.schedule.TickedOut;
import java.util.concurrent.atomic.AtomicLong;

/** The companion's messages on their way from the emitter to the thread that drives the bridge; neither waits. */
final class HostOut implements TickedOut {
  private static final int SLOTS = 4_096;

  /** Takes a message. [bridge] */
  interface Receiver {
    void take(int message, long tick, long dueNs);
  }

  private final int[] messages = new int[SLOTS];
  private final long[] ticks = new long[SLOTS];
  private final long[] duesNs = new long[SLOTS];
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private long lastTick;
  private long lastDueNs;

  @Override
  public String name() {
    return "host";
  }

  /** [emit] What ends a note at once ends it behind all that was sent, as that may not have begun yet. */
  @Override
  public void send(int message) {
    offer(message, lastTick, lastDueNs);
  }

  @Override
  public void send(int message, long tick, long dueNs) {
    lastTick = Math.max(lastTick, tick);
    lastDueNs = Math.max(lastDueNs, dueNs);
    offer(message, tick, dueNs);
  }

  private void offer(int message, long tick, long dueNs) {
    long at = written.getPlain();
    if (at - read.getAcquire() >= SLOTS) {
      lost.incrementAndGet();
      return;
    }
    int slot = (int) at & SLOTS - 1;
    messages[slot] = message;
    ticks[slot] = tick;
    duesNs[slot] = dueNs;
    written.setRelease(at + 1);
  }

  /** Hands on what there is. [bridge] */
  void drain(Receiver receiver) {
    long end = written.getAcquire();
    for (long at = read.getPlain(); at < end; at++) {
      int slot = (int) at & SLOTS - 1;
      receiver.take(messages[slot], ticks[slot], duesNs[slot]);
      read.setRelease(at + 1);
    }
  }

  @Override
  public long lost() {
    return lost.get();
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
