package antiphon.midi;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An input at JACK: the audio thread hands over what a block holds, each message stamped by its frame. Keys
 * that are held when the other end goes are released towards the listener by whoever notices.
 */
final class JackIn extends JackEnd implements MidiIn {
  private static final int LONGEST_WAIT_MS = 100;

  private final Hearing hearing;
  /** Whoever holds it may call the listener. The audio thread does not wait for it, the others do. */
  private final AtomicBoolean gate = new AtomicBoolean();

  JackIn(@Nullable String peer, Hearing hearing, PortListener portListener, Consumer<JackEnd> onClose) {
    super(peer, portListener, onClose);
    this.hearing = hearing;
  }

  @Override
  void process(JackServer.Port port, FrameClock clock, int frames, long nowNs) {
    if (!live() || !gate.compareAndSet(false, true)) {
      return; // It is being cut off.
    }
    int count = port.events();
    for (int i = 0; i < count; i++) {
      long event = port.event(i);
      int message = (int) event;
      if (message != 0) {
        // What a block holds was played while the block before it sounded.
        hearing.hear(message, clock.nanosAt((int) (event >> 32)) - clock.blockNs());
      }
    }
    gate.set(false);
  }

  @Override
  void cut() {
    super.cut();
    for (int waitedMs = 0; !gate.compareAndSet(false, true) && waitedMs < LONGEST_WAIT_MS; waitedMs++) {
      LockSupport.parkNanos(1_000_000);
    }
    hearing.letGo();
    gate.set(false);
  }

  @Override
  public long faults() {
    return hearing.faults();
  }
}
