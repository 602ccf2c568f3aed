package antiphon.midi;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One of our ports at the server: live while the server runs and the port that it is wired to is there.
 * The methods tagged [jack] are called by the one thread that talks to the server.
 */
abstract sealed class JackEnd extends OpenPort permits JackIn, JackOut {
  private final @Nullable String peer;
  private final Consumer<JackEnd> onClose;
  private volatile boolean live;

  /** @param peer the other program's port, by its full name; null if whoever likes is to wire ours */
  JackEnd(@Nullable String peer, PortListener portListener, Consumer<JackEnd> onClose) {
    super(JackPorts.info(peer), portListener);
    this.peer = peer;
    this.onClose = onClose;
  }

  final @Nullable String peer() {
    return peer;
  }

  /** [any] Whether messages pass. */
  final boolean live() {
    return live;
  }

  /** [jack] Messages pass from now on. */
  void revive() {
    live = !closed();
  }

  /** [jack] No message passes any more, and the other end is out of reach. */
  void cut() {
    live = false;
  }

  @Override
  void shut() {
    cut();
    onClose.accept(this);
  }

  /** [audio-thread] Reads or writes one block of {@code port}; never waits. */
  abstract void process(JackServer.Port port, FrameClock clock, int frames, long nowNs);
}
