package antiphon.schedule;

import antiphon.midi.MidiListener;
import antiphon.midi.MidiOut;

/** An output behind which a test stands; it is told when a message was due, or {@link #NOW}. */
public record TestOut(MidiListener onSend) implements MidiOut {
  /** It was due when it was sent. */
  public static final long NOW = Long.MAX_VALUE;

  @Override
  public String name() {
    return "test";
  }

  @Override
  public void send(int message) {
    send(message, NOW);
  }

  @Override
  public void send(int message, long dueNs) {
    onSend.onMessage(message, dueNs);
  }

  @Override
  public long lost() {
    return 0;
  }

  @Override
  public void close() {}
}
