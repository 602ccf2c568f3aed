package antiphon.bridge;

/**
 * What an engine can do for one plug-in instance. All methods belong to the thread that drives the
 * {@link PluginBridge}, and do nothing once the instance is closed. [bridge]
 *
 * <p>Messages are packed as {@link antiphon.midi.MidiMessage} has them and may come in any order; the plug-in sorts
 * them. Those of an epoch that is over are dropped there; a note-on that comes more than 10 ms after its moment is too.
 * The plug-in ends what sounds at each new epoch, so a note-off that it drops leaves nothing hanging.
 */
public interface HostSession {
  /** Unique, for people: format, process, number. */
  String name();

  /** As it was told to {@link HostEvents#onTransport} last; before that, stopped at tick 0 in epoch -1. */
  HostTransport transport();

  /** Plays at a song position; false if there is no room. */
  boolean play(int epoch, long tick, int message);

  /** Plays at a song position behind the next wrap of the host's loop. */
  boolean playAfterLoop(int epoch, long tick, int message);

  /** Plays at a sample of the instance's count, whether the transport rolls or not. */
  boolean playAtSample(int epoch, long samplePosition, int message);

  /** Plays at the start of the next block. */
  boolean playNow(int epoch, int message);

  /** Forgets all that is scheduled and ends what sounds. */
  boolean flush();

  /** Whether the host renders offline: as fast as it can, and waits for what is due. */
  boolean offline();

  /** All that is due in the block that asked has been sent, see {@link HostEvents#onAsked}. */
  void answer(long ask);

  /** Its value; of a trigger, how often it was pressed. */
  double parameter(HostParameter parameter);

  /** Sets it and has the host show it; false if there is no room. Not for triggers and the status. */
  boolean setParameter(HostParameter parameter, double value);

  /** What the host is to save with its project, at most {@link Layout#BLOB_MAX} bytes; replaces what was given before. */
  void saveState(byte[] state);

  /**
   * What the host shows: one of the states, and behind its name, if it is not empty, a line for people, of which the first
   * 240 bytes are kept.
   */
  void status(HostStatus status, String line);

  /** What went wrong so far. */
  LinkFigures figures();
}
