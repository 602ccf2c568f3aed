package antiphon.bridge.clap;

import antiphon.bridge.HostEvents;
import antiphon.bridge.HostParameter;
import antiphon.bridge.HostSession;
import antiphon.bridge.HostTransport;
import antiphon.midi.MidiMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * A companion that answers each note with the same key on the next channel, some ticks later and in tempo; without a
 * transport, half a second later. Behind the end of a loop it answers from its start on.
 */
final class Echo implements HostEvents {
  static final int LENGTH_TICKS = 2_520;

  final HostSession session;
  final List<HostTransport> transports = new ArrayList<>();
  final List<String> states = new ArrayList<>();
  final List<String> parameters = new ArrayList<>();
  private final long afterTicks;
  boolean closed;

  Echo(HostSession session, long afterTicks) {
    this.session = session;
    this.afterTicks = afterTicks;
  }

  HostTransport transport() {
    return transports.getLast();
  }

  @Override
  public void onTransport(HostTransport transport) {
    transports.add(transport);
  }

  @Override
  public void onMidi(int message, long samplePosition, long tick) {
    if (!MidiMessage.isNoteOn(message)) {
      return;
    }
    HostTransport now = transport();
    int channel = MidiMessage.channel(message) + 1;
    int on = MidiMessage.noteOn(channel, MidiMessage.data1(message), MidiMessage.data2(message));
    int off = MidiMessage.noteOff(channel, MidiMessage.data1(message));
    if (now.rolling()) {
      play(now, tick + afterTicks, on);
      play(now, tick + afterTicks + LENGTH_TICKS, off);
    } else {
      long half = (long) (now.sampleRate() / 2);
      session.playAtSample(now.epoch(), samplePosition + half, on);
      session.playAtSample(now.epoch(), samplePosition + half + half / 2, off);
    }
  }

  private void play(HostTransport now, long tick, int message) {
    if (now.loops() && tick >= now.loopEndTick()) {
      session.playAfterLoop(now.epoch(), tick - now.loopEndTick() + now.loopStartTick(), message);
    } else {
      session.play(now.epoch(), tick, message);
    }
  }

  @Override
  public void onParameter(HostParameter parameter, double value) {
    parameters.add(parameter.symbol() + " = " + value);
  }

  @Override
  public void onState(byte[] state) {
    states.add(new String(state, java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public void onPosition(long samplePosition, long tick) {}

  @Override
  public void onAsked(long ask, long samplePosition, long tick) {
    session.answer(ask);
  }

  @Override
  public void onClose() {
    closed = true;
  }
}
