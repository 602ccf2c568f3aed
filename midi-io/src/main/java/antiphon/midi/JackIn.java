package antiphon.midi;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An input at JACK: the audio thread hands over what a block holds, each message stamped by its frame. Keys
 * that are held when the other end goes are released towards the listener by whoever notices.
 */
final class JackIn implements MidiIn, JackEnd {
  private static final int LONGEST_WAIT_MS = 100;

  private final PortInfo info;
  private final @Nullable String peer;
  private final MidiListener listener;
  private final PortListener portListener;
  private final LongSupplier nanoClock;
  private final Consumer<JackEnd> onClose;
  private final SoundingNotes held = new SoundingNotes();
  private final AtomicLong faults = new AtomicLong();
  /** Whoever holds it may call the listener. The audio thread does not wait for it, the others do. */
  private final AtomicBoolean gate = new AtomicBoolean();
  private volatile boolean live;
  private volatile boolean closed;

  JackIn(
      PortInfo info,
      @Nullable String peer,
      MidiListener listener,
      PortListener portListener,
      LongSupplier nanoClock,
      Consumer<JackEnd> onClose) {
    this.info = info;
    this.peer = peer;
    this.listener = listener;
    this.portListener = portListener;
    this.nanoClock = nanoClock;
    this.onClose = onClose;
  }

  @Override
  public void process(JackServer.Port port, FrameClock clock, int frames, long nowNs) {
    if (!live || !gate.compareAndSet(false, true)) {
      return; // It is being cut off.
    }
    int count = port.events();
    for (int i = 0; i < count; i++) {
      long event = port.event(i);
      int message = (int) event;
      if (message != 0) {
        // What a block holds was played while the block before it sounded.
        deliver(message, clock.nanosAt((int) (event >> 32)) - clock.blockNs());
      }
    }
    gate.set(false);
  }

  private void deliver(int message, long timeNs) {
    held.accept(message);
    try {
      listener.onMessage(message, timeNs);
    } catch (RuntimeException e) {
      faults.incrementAndGet();
    }
  }

  @Override
  public void revive() {
    live = !closed;
  }

  @Override
  public void cut() {
    live = false;
    for (int waitedMs = 0; !gate.compareAndSet(false, true) && waitedMs < LONGEST_WAIT_MS; waitedMs++) {
      LockSupport.parkNanos(1_000_000);
    }
    held.release(off -> deliver(off, nanoClock.getAsLong()));
    gate.set(false);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      cut();
      onClose.accept(this);
    }
  }

  @Override
  public boolean live() {
    return live;
  }

  @Override
  public boolean closed() {
    return closed;
  }

  @Override
  public PortInfo info() {
    return info;
  }

  @Override
  public @Nullable String peer() {
    return peer;
  }

  @Override
  public PortListener portListener() {
    return portListener;
  }

  @Override
  public PortCatalog.Direction direction() {
    return PortCatalog.Direction.INPUT;
  }

  @Override
  public String name() {
    return info.name();
  }

  @Override
  public long faults() {
    return faults.get();
  }
}
