package antiphon.bridge;

/**
 * What an engine hears of one plug-in instance. All calls come from the thread that drives the {@link PluginBridge};
 * none may wait, as the plug-in takes an engine that is silent for a second for dead. [bridge]
 */
public interface HostEvents {
  /**
   * The transport was first seen, or changed: started, stopped, jumped, tempo, meter, loop. With a new epoch everything
   * that was scheduled is void and every note of the companion has ended.
   */
  void onTransport(HostTransport transport);

  /**
   * The player's message, already on its way to the host's output.
   *
   * @param message packed as {@link antiphon.midi.MidiMessage} has it
   * @param samplePosition in the instance's count
   * @param tick song position; stands still while the transport does
   */
  void onMidi(int message, long samplePosition, long tick);

  /** A parameter has another value; of a trigger, that it was pressed, with 1. */
  void onParameter(HostParameter parameter, double value);

  /** The host has restored what {@link HostSession#saveState} once gave; empty if that was nothing. */
  void onState(byte[] state);

  /** How far the host has come; at every look, after the other events. */
  void onPosition(long samplePosition, long tick);

  /**
   * The host renders offline, and its block at {@code samplePosition} waits: for {@link HostSession#answer} once all that is due
   * in it has been sent. What was played before that block has been told.
   *
   * @param ask what is to be answered
   * @param tick song position
   */
  void onAsked(long ask, long samplePosition, long tick);

  /** The instance is gone, or another engine has it. Nothing follows. */
  void onClose();
}
