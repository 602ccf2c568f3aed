package antiphon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.midi.MidiMessage;
import com.lmax.disruptor.Sequence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final long S = 1_000_000_000L;
  private final EngineEvents events = new EngineEvents();
  private final Sequence listening = new Sequence(-1);

  IntakeTest() {
    events.ring.addGatingSequences(listening);
  }

  private List<Integer> taken() {
    List<Integer> messages = new ArrayList<>();
    for (long at = listening.get() + 1; at <= events.ring.getCursor(); at++) {
      messages.add(events.ring.get(at).message);
    }
    return messages;
  }

  @Test
  void shouldTakeWhatAnInstrumentCanSend() {
    for (int i = 0; i < 1_000; i++) {
      events.onMessage(MidiMessage.noteOn(0, i % 128, 80), i * S / 1_000);
      events.onMessage(MidiMessage.noteOff(0, i % 128), i * S / 1_000);
    }
    assertThat(events.lostInput()).isZero();
    assertThat(taken()).hasSize(2_000);
  }

  @Test
  void shouldTakeOfAFloodWhatIsBoundedAndCountTheRest() {
    for (int i = 0; i < 10_000; i++) {
      events.onMessage(MidiMessage.noteOn(0, i % 128, 80), i * S / 10_000);
      listening.set(events.ring.getCursor());
    }
    assertThat(events.lostInput()).isEqualTo(10_000 - 10 * Intake.MOST_NOTES);
  }

  /** Nobody listens: of all keys of all channels that go down, whichever was let in is let go; and the emitters find room. */
  @Test
  void shouldNeverDropAnEndAndLeaveRoomForTheOthers() {
    BitSet down = new BitSet();
    long sent = 0;
    for (int round = 0; round < 20; round++) {
      for (int key = 0; key < 2_048; key++) {
        events.onMessage(MidiMessage.noteOn(key / 128, key % 128, 80), (round * 2_048L + key) * S / 1_000);
        events.onMessage(MidiMessage.CLOCK, 0);
        sent += 2;
      }
    }
    for (int key = 0; key < 2_048; key++) {
      events.onMessage(MidiMessage.noteOff(key / 128, key % 128), 100 * S);
      sent++;
    }
    List<Integer> taken = taken();
    for (int message : taken) {
      if (message != MidiMessage.CLOCK) {
        down.set(MidiMessage.channel(message) * 128 + MidiMessage.data1(message), MidiMessage.isNoteOn(message));
      }
    }
    assertThat(taken).hasSizeGreaterThan(2_000);
    assertThat(down.isEmpty()).isTrue();
    assertThat(events.lostInput()).isEqualTo(sent - taken.size());
    for (int tick = 0; tick < 2_000; tick++) {
      events.companion().reached(antiphon.schedule.EmitterEvents.Moment.PULSE, tick, tick);
    }
    assertThat(events.lost()).isZero();
  }
}
