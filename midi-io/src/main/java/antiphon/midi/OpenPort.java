package antiphon.midi;

/**
 * What every port has whose other end may go and come back: which one it is, who is told of that, and that it
 * is closed once.
 */
abstract sealed class OpenPort permits DevicePort, JackEnd, SocketIn, SocketOut {
  private final PortInfo info;
  private final PortListener portListener;
  private volatile boolean closed;

  OpenPort(PortInfo info, PortListener portListener) {
    this.info = info;
    this.portListener = portListener;
  }

  /** [any] As {@link MidiIn#name} and {@link MidiOut#name}. */
  public final String name() {
    return info.name();
  }

  /** Seen from here. */
  final PortCatalog.Direction direction() {
    return this instanceof MidiIn ? PortCatalog.Direction.INPUT : PortCatalog.Direction.OUTPUT;
  }

  /** The other end is out of reach. */
  final void lost(PortNews news) {
    news.lost(info, portListener);
  }

  /** The other end is back, and messages pass again. */
  final void found(PortNews news) {
    news.found(info, portListener);
  }

  /** [any] As {@link MidiIn#close} and {@link MidiOut#close}. */
  public final void close() {
    if (!closed) {
      closed = true;
      shut();
    }
  }

  /** [any] Whether it was closed. */
  final boolean closed() {
    return closed;
  }

  /** Ends what sounds and lets go of the other end, for good; called once. */
  abstract void shut();
}
