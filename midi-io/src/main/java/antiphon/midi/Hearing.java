package antiphon.midi;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What every input has: its listener, the keys that are held there, which the listener is told are let go when
 * the other end goes, and a count of the messages at which the listener failed. One thread at a time.
 */
final class Hearing {
  private final MidiListener listener;
  private final LongSupplier nanoClock;
  private final SoundingNotes held = new SoundingNotes();
  private final AtomicLong faults = new AtomicLong();

  /** @param nanoClock the listener's clock */
  Hearing(MidiListener listener, LongSupplier nanoClock) {
    this.listener = listener;
    this.nanoClock = nanoClock;
  }

  /** [any] The present on the listener's clock. */
  long nowNs() {
    return nanoClock.getAsLong();
  }

  /** [midi-in] Hands a message to the listener, whose failure is counted. */
  void hear(int message, long timeNs) {
    held.accept(message);
    try {
      listener.onMessage(message, timeNs);
    } catch (RuntimeException e) {
      faults.incrementAndGet();
    }
  }

  /** [midi-in] Lets go of all keys that are held. */
  void letGo() {
    held.release(off -> hear(off, nowNs()));
  }

  /** [any] As {@link MidiIn#faults}. */
  long faults() {
    return faults.get();
  }
}
