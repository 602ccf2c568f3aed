package antiphon.bridge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what an engine hears of an instance. */
class HeardEvents implements HostEvents {
  final HostSession session;
  final List<String> lines = new ArrayList<>();
  HostTransport transport;
  long samplePosition;

  HeardEvents(HostSession session) {
    this.session = session;
    transport = session.transport();
  }

  @Override
  public void onTransport(HostTransport now) {
    transport = now;
    lines.add("transport " + now.epoch() + (now.rolling() ? " rolls from " : " stands at ") + now.tick());
  }

  @Override
  public void onMidi(int message, long position, long tick) {
    lines.add("midi " + antiphon.midi.MidiMessage.toString(message) + " @" + position + " tick " + tick);
  }

  @Override
  public void onParameter(HostParameter parameter, double value) {
    lines.add(parameter.symbol() + " = " + value);
  }

  @Override
  public void onState(byte[] state) {
    lines.add("state " + new String(state, StandardCharsets.UTF_8));
  }

  @Override
  public void onPosition(long position, long tick) {
    samplePosition = position;
  }

  @Override
  public void onAsked(long ask, long position, long tick) {
    lines.add("asked " + ask + " @" + position);
    session.answer(ask);
  }

  @Override
  public void onClose() {
    lines.add("closed");
  }
}
