package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MidiMessageTest {
  @Test
  void shouldPackStatusAndDataFromTheLowByteUp() {
    assertThat(MidiMessage.noteOn(2, 60, 100)).isEqualTo(0x643C92);
    assertThat(MidiMessage.noteOff(15, 127, 0)).isEqualTo(0x007F8F);
    assertThat(MidiMessage.controlChange(0, MidiMessage.SUSTAIN_PEDAL, 127)).isEqualTo(0x7F40B0);
    assertThat(MidiMessage.programChange(9, 24)).isEqualTo(0x0018C9);
  }

  @Test
  void shouldReturnEveryBendItWasGiven() {
    for (int bend = 0; bend < 16_384; bend++) {
      assertThat(MidiMessage.bend(MidiMessage.pitchBend(3, bend))).isEqualTo(bend);
    }
  }

  @Test
  void shouldCallNoteOnWithoutVelocityANoteOff() {
    int silentOn = 0x003C90;

    assertThat(MidiMessage.isNoteOn(silentOn)).isFalse();
    assertThat(MidiMessage.isNoteOff(silentOn)).isTrue();
    assertThat(MidiMessage.isNoteOn(MidiMessage.noteOn(0, 60, 1))).isTrue();
    assertThat(MidiMessage.isNoteOff(MidiMessage.noteOff(0, 60))).isTrue();
    assertThat(MidiMessage.isNoteOff(MidiMessage.controlChange(0, 64, 0))).isFalse();
  }

  @Test
  void shouldGiveBackTheBytesOfEveryShortMessage() {
    for (int status = 0; status < 256; status++) {
      int message = status | 17 << 8 | 99 << 16;
      int length = MidiMessage.length(message);
      if (length > 0) {
        byte[] bytes = MidiMessage.toBytes(message);
        assertThat(bytes).hasSize(length);
        assertThat(MidiMessage.toBytes(MidiMessage.fromBytes(bytes))).isEqualTo(bytes);
      }
    }
    assertThat(MidiMessage.length(0xF0)).isZero();
    assertThat(MidiMessage.length(0x40)).isZero();
  }

  @Test
  void shouldRefuseWhatIsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> MidiMessage.noteOn(16, 60, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> MidiMessage.noteOn(0, 128, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> MidiMessage.noteOn(0, 60, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> MidiMessage.noteOff(0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> MidiMessage.pitchBend(0, 16_384));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MidiMessage.fromBytes((byte) 0x90, (byte) 60))
        .withMessage("90 3c: expected one whole short message");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MidiMessage.fromBytes((byte) 0x90, (byte) 60, (byte) 0x80));
    assertThatIllegalArgumentException().isThrownBy(() -> MidiMessage.fromBytes());
  }

  @Test
  void shouldReadLikeAKeyboardsDisplay() {
    assertThat(MidiMessage.toString(MidiMessage.noteOn(0, 60, 90))).isEqualTo("note-on ch 1 C4 (60) velocity 90");
    assertThat(MidiMessage.toString(MidiMessage.pitchBend(15, 8_000))).isEqualTo("bend ch 16 -192");
    assertThat(MidiMessage.toString(MidiMessage.CLOCK)).isEqualTo("clock");
  }
}
