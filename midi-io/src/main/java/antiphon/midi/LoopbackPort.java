package antiphon.midi;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A cable inside the process: what is sent arrives at its listeners before {@link #send} returns, on the
 * sender's thread, stamped by the injected clock, or by when it was due; so it also serves in virtual time.
 */
public final class LoopbackPort implements MidiOut {
  private final String name;
  private final LongSupplier nanoClock;
  private final List<Tap> taps = new CopyOnWriteArrayList<>();
  private final SoundingNotes sounding = new SoundingNotes();
  private final AtomicLong lost = new AtomicLong();
  private volatile boolean closed;

  public LoopbackPort(String name, LongSupplier nanoClock) {
    this.name = name;
    this.nanoClock = nanoClock;
  }

  /** [any] Plugs in a listener; several hear every message in the order they were plugged in. */
  public MidiIn listen(MidiListener listener) {
    Tap tap = new Tap(new Hearing(listener, nanoClock));
    taps.add(tap);
    return tap;
  }

  @Override
  public String name() {
    return name;
  }

  /** [emit] As {@link MidiOut#send}; a message is lost if nobody listens or the port is closed. */
  @Override
  public void send(int message) {
    send(message, Long.MAX_VALUE);
  }

  @Override
  public void send(int message, long dueNs) {
    if (closed || taps.isEmpty()) {
      lost.incrementAndGet();
    } else {
      deliver(message, dueNs);
    }
  }

  private void deliver(int message, long dueNs) {
    sounding.accept(message);
    long timeNs = Math.min(dueNs, nanoClock.getAsLong());
    for (Tap tap : taps) {
      tap.hearing.hear(message, timeNs);
    }
  }

  @Override
  public long lost() {
    return lost.get();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      sounding.release(off -> deliver(off, Long.MAX_VALUE));
    }
  }

  /** One listener at the cable's end; it hears no more of the cable after its own close. */
  private final class Tap implements MidiIn {
    private final Hearing hearing;

    Tap(Hearing hearing) {
      this.hearing = hearing;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long faults() {
      return hearing.faults();
    }

    @Override
    public void close() {
      if (taps.remove(this)) {
        hearing.letGo();
      }
    }
  }
}
