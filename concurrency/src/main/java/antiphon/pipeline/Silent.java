package antiphon.pipeline;

import antiphon.midi.MidiOut;
import antiphon.schedule.Emitter;
import antiphon.schedule.EmitterEvents;
import antiphon.schedule.Plan;
import antiphon.time.Transport;
import org.jspecify.annotations.Nullable;

/** An emitter that nobody hears. */
final class Silent implements EmitterEvents, MidiOut {
  private Silent() {}

  static Emitter emitter(Transport transport) {
    Silent silent = new Silent();
    return new Emitter(transport, silent, silent, 0, 0);
  }

  @Override
  public void reached(Moment moment, long tick, long timeNs) {}

  @Override
  public void sealed(
      long barNumber, long startTick, long fromTick, long toTick, @Nullable Plan plan, boolean muted, long epoch,
      long timeNs) {}

  @Override
  public void silenced(long tick, long timeNs) {}

  @Override
  public void emitted(int message, long tick, long dueNs, long timeNs) {}

  @Override
  public String name() {
    return "silent";
  }

  @Override
  public void send(int message) {}

  @Override
  public long lost() {
    return 0;
  }

  @Override
  public void close() {}
}
