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

  /**
   * [emit] As {@link #send(int)}, for a message that was due at {@code dueNs}, now or just before: a port that
   * can makes up for the delay, so that the distances between messages are those between their deadlines.
   *
   * @param dueNs in nanoseconds of the clock injected into the port; times to come count as now
   */
  default void send(int message, long dueNs) {
    send(message);
  }

  /** [any] How much later than it is sent a message sounds, as far as is known; to be sent earlier by so much. */
  default long latencyNs() {
    return 0;
  }

  /** [any] Messages dropped so far. */
  long lost();

  /** [any, while nobody sends] Ends the notes that still sound and closes. Closing twice is harmless. */
  @Override
  void close();
}
