package antiphon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.midi.MidiMessage;
import org.junit.jupiter.api.Test;

class EchoGuardTest {
  private static final long MS = 1_000_000;

  private final EchoGuard guard = new EchoGuard();

  @Test
  void shouldKnowItsOwnNotesOnAnyChannelWithTheirEnds() {
    guard.sending(MidiMessage.noteOn(2, 64, 77), 0);
    assertThat(guard.isEcho(MidiMessage.noteOn(0, 64, 77), 12 * MS)).isTrue();
    assertThat(guard.isEcho(MidiMessage.noteOff(0, 64), 400 * MS)).isTrue();
    assertThat(guard.isEcho(MidiMessage.noteOff(0, 64), 500 * MS)).isFalse();
    assertThat(guard.echoes()).isEqualTo(1);
  }

  @Test
  void shouldHearAPlayerWhoStrikesTheSameKey() {
    guard.sending(MidiMessage.noteOn(0, 64, 77), 0);
    assertThat(guard.isEcho(MidiMessage.noteOn(0, 64, 78), 12 * MS)).as("struck otherwise").isFalse();
    assertThat(guard.isEcho(MidiMessage.noteOn(0, 64, 77), 200 * MS)).as("much later").isFalse();
    assertThat(guard.isEcho(MidiMessage.noteOn(0, 60, 77), 5 * MS)).as("another key").isFalse();
    assertThat(guard.isEcho(MidiMessage.noteOff(0, 64), 300 * MS)).isFalse();
  }

  @Test
  void shouldTakeEachNoteForAnEchoOnce() {
    guard.sending(MidiMessage.noteOn(0, 64, 77), 0);
    assertThat(guard.isEcho(MidiMessage.noteOn(0, 64, 77), MS)).isTrue();
    assertThat(guard.isEcho(MidiMessage.noteOn(0, 64, 77), 2 * MS)).isFalse();
  }
}
