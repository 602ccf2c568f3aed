package antiphon.engine;

import antiphon.midi.MidiOut;
import java.util.function.LongSupplier;

/**
 * An output as emitters see it whose clock runs ahead of the port's, by as long as messages take on their way:
 * their deadlines are moved back to the port's clock. [emit]
 */
record AheadOut(MidiOut out, LongSupplier aheadNs) implements MidiOut {
  @Override
  public String name() {
    return out.name();
  }

  @Override
  public void send(int message) {
    out.send(message);
  }

  @Override
  public void send(int message, long dueNs) {
    out.send(message, dueNs - aheadNs.getAsLong());
  }

  @Override
  public long latencyNs() {
    return out.latencyNs();
  }

  @Override
  public long lost() {
    return out.lost();
  }

  @Override
  public void close() {
    out.close();
  }
}
