package antiphon.midi;

import org.jspecify.annotations.Nullable;

/**
 * One of our ports at the server: live while the server runs and the port that it is wired to is there.
 * The methods tagged [jack] are called by the one thread that talks to the server.
 */
sealed interface JackEnd permits JackIn, JackOut {
  PortInfo info();

  PortListener portListener();

  PortCatalog.Direction direction();

  /** The other program's port, by its full name; null if whoever likes is to wire ours. */
  @Nullable String peer();

  /** [any] Whether messages pass. */
  boolean live();

  /** [jack] Messages pass from now on. */
  void revive();

  /** [jack] No message passes any more, and the other end is out of reach. */
  void cut();

  /** [any] Whether it was closed for good. */
  boolean closed();

  /** [audio-thread] Reads or writes one block of {@code port}; never waits. */
  void process(JackServer.Port port, FrameClock clock, int frames, long nowNs);
}
