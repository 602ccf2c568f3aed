package antiphon.midi;

/** An open output. */
public interface MidiOut extends AutoCloseable {
  /** [any] The port's name. */
  String name();

  /**
   * [emit] Sends a short message now. Takes no lock and never throws: a message that cannot be sent
   * (device gone, port closed, driver at fault) is dropped and counted in {@link #lost}. One thread sends.
   */
  void send(int message);

  /** [any] Messages dropped so far. */
  long lost();

  /** [any, while nobody sends] Ends the notes that still sound and closes. Closing twice is harmless. */
  @Override
  void close();
}
