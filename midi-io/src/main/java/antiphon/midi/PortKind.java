package antiphon.midi;

/** One way of reaching ports: devices, JACK, sockets. {@link MidiPorts} tells them apart by how a name begins. */
interface PortKind {
  /** [any] Opens an input; {@code name} is what stands behind the kind's prefix. */
  MidiIn openInput(String name, MidiListener listener, PortListener portListener);

  /** [any] Opens an output, as {@link #openInput} does an input. */
  MidiOut openOutput(String name, PortListener portListener);

  /** [watcher] Cuts off ports whose other end is gone, takes up again those whose other end is back, and tells it. */
  void look(PortNews news);

  /** [any] Closes every port. Closing twice is harmless. */
  void close();
}
