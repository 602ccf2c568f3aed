package antiphon.schedule;

import antiphon.midi.MidiOut;

/** An output that places messages itself, and so is told when they are due. */
public interface TickedOut extends MidiOut {
  /**
   * [emit] As {@link #send(int)}, for a message that is due at {@code tick}.
   *
   * @param dueNs when that is on the engine's clock, if nothing changes
   */
  void send(int message, long tick, long dueNs);
}
