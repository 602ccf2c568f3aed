package antiphon.midi;

/** Takes what comes in at a port, one message at a time. */
@FunctionalInterface
public interface MidiListener {
  /**
   * [midi-in] Called on the port's own thread, never by two threads at once for one port.
   *
   * @param message a short message as {@link MidiMessage} packs it
   * @param timeNs when it was received, in nanoseconds of the clock injected into the port; over a {@link
   *     LoopbackPort} when it was due, if the sender said so
   */
  void onMessage(int message, long timeNs);
}
