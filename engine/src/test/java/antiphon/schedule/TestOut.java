package antiphon.schedule;

import antiphon.midi.MidiOut;
import java.util.function.IntConsumer;

/** An output behind which a test stands. */
public record TestOut(IntConsumer onSend) implements MidiOut {
  @Override
  public String name() {
    return "test";
  }

  @Override
  public void send(int message) {
    onSend.accept(message);
  }

  @Override
  public long lost() {
    return 0;
  }

  @Override
  public void close() {}
}
