package antiphon.midi;

/** An open input: messages go to its listener until it is closed. */
public interface MidiIn extends AutoCloseable {
  /** [any] The port's name. */
  String name();

  /** [any] Messages at which the listener threw; the port goes on. */
  long faults();

  /** [any] Stops listening; notes that still sound are ended towards the listener. Closing twice is harmless. */
  @Override
  void close();
}
