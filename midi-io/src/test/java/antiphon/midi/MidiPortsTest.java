package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.SysexMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MidiPortsTest {
  private static final int ON = MidiMessage.noteOn(0, 60, 100);
  private static final int OFF = MidiMessage.noteOff(0, 60);

  private long nowNs = 1_000;
  private final FakeSound machine = new FakeSound();
  private final MidiPorts ports = new MidiPorts(machine, new FakeJack(), OutputLatencies.none(), () -> nowNs);
  private final List<String> heard = new ArrayList<>();

  @Test
  void shouldListInputsAndOutputsUnderNamesThatOutliveTheCardNumber() {
    machine.plug("Keys [hw:1,0,0]", true, true);
    machine.plug("Keys [hw:2,0,0]", true, false);
    machine.plug("Module", false, true);

    assertThat(ports.inputs()).extracting(PortInfo::name).containsExactly("Keys", "Keys #2");
    assertThat(ports.outputs()).extracting(PortInfo::name).containsExactly("Keys", "Module");
    assertThat(ports.outputs().getLast()).isEqualTo(new PortInfo("Module", "fake Module", "fake vendor"));
  }

  @Test
  void shouldOfferTheSoftwareSynthesizerOnlyWhereItIsHeardAndTheSequencerNever() throws Exception {
    for (MidiDevice.Info info : MidiSystem.getMidiDeviceInfo()) {
      machine.devices.add(MidiSystem.getMidiDevice(info));
    }
    machine.plug("Module", false, true);
    assertThat(ports.outputs()).extracting(PortInfo::name).doesNotContain("synth", "Gervill", "Real Time Sequencer");

    machine.audioLine = true;
    assertThat(ports.outputs()).extracting(PortInfo::name).contains("Module").endsWith("synth");
    assertThat(ports.inputs()).extracting(PortInfo::name).doesNotContain("synth", "Gervill", "Real Time Sequencer");
  }

  @Test
  void shouldAskTheMachineItRunsOnWithoutFailing() {
    MidiPorts real = new MidiPorts(System::nanoTime);

    assertThat(real.inputs()).extracting(PortInfo::name).doesNotContain("Gervill", "Real Time Sequencer");
    assertThat(real.outputs()).extracting(PortInfo::name).doesNotContain("Gervill", "Real Time Sequencer");
  }

  @Test
  void shouldOpenByExactNameOrUniquePart() {
    machine.plug("Keys", true, false);
    machine.plug("Keys Pro", true, false);
    machine.plug("Drum Pad", true, false);

    assertThat(open("Keys").name()).isEqualTo("Keys");
    assertThat(open("pad").name()).isEqualTo("Drum Pad");
  }

  @Test
  void shouldSayWhatExistsWhenANameIsNoneOrSeveral() {
    assertThatExceptionOfType(MidiPortException.class)
        .isThrownBy(() -> open("Keys"))
        .withMessage("MIDI input 'Keys': there is no MIDI input at all");

    machine.plug("Keystation", true, false);
    machine.plug("Drum Pad", true, false);
    assertThatExceptionOfType(MidiPortException.class)
        .isThrownBy(() -> open("Keystaton"))
        .withMessage("MIDI input 'Keystaton': found only 'Keystation', 'Drum Pad'; the nearest is 'Keystation'");
    assertThatExceptionOfType(MidiPortException.class)
        .isThrownBy(() -> open("a"))
        .withMessage("MIDI input 'a': found 'Keystation', 'Drum Pad', expected one of them in full");
  }

  @Test
  void shouldSayThatADeviceIsTaken() {
    machine.plug("Keys", true, false).busy = true;

    assertThatExceptionOfType(MidiPortException.class)
        .isThrownBy(() -> open("Keys"))
        .withMessageContaining("'Keys' cannot be opened (busy, on purpose)");
    assertThat(ports.doWork()).isZero();
  }

  @Test
  void shouldStampWithTheInjectedClockAndNotTheDevices() throws Exception {
    FakeSound.Device keys = machine.plug("Keys", true, false);
    MidiIn in = open("Keys");

    keys.play(ON);
    nowNs = 2_000;
    keys.play(MidiMessage.noteOn(0, 60, 1) & 0xFFFF);
    keys.play(MidiMessage.CLOCK);

    assertThat(heard).containsExactly("note-on ch 1 C4 (60) velocity 100 at 1000",
        "note-on ch 1 C4 (60) velocity 0 at 2000", "clock at 2000");
    assertThat(in.faults()).isZero();
    assertThatCode(() -> keys.listener().send(new SysexMessage(new byte[] {(byte) 0xF0, 1, (byte) 0xF7}, 3), 0))
        .doesNotThrowAnyException();
    assertThat(heard).hasSize(3);
  }

  @Test
  void shouldEndWhatSoundsAtCloseAndBeSilentAfter() {
    FakeSound.Device module = machine.plug("Module", false, true);
    FakeSound.Device keys = machine.plug("Keys", true, false);
    MidiOut out = ports.openOutput("Module", PortListener.NONE);
    open("Keys");
    keys.play(ON);
    out.send(ON);
    module.takeSent();
    heard.clear();

    ports.close();
    ports.close();
    out.close();
    out.send(ON);
    keys.play(ON);

    assertThat(module.takeSent()).containsExactly(OFF);
    assertThat(heard).containsExactly("note-off ch 1 C4 (60) at 1000");
    assertThat(out.lost()).isEqualTo(1);
    assertThat(module.isOpen() || keys.isOpen()).isFalse();
    assertThat(ports.doWork()).isZero();
  }

  @Test
  void shouldSendWithoutAllocating() {
    machine.devices.add(
        new FakeSound.Device("silent", false, true) {
          @Override
          void take(javax.sound.midi.MidiMessage message) {}
        });
    MidiOut out = ports.openOutput("silent", PortListener.NONE);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    sendMany(out);

    long before = threads.getCurrentThreadAllocatedBytes();
    sendMany(out);

    // A single object per message would be some 3 MB.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    assertThat(out.lost()).isZero();
  }

  private static void sendMany(MidiOut out) {
    for (int i = 0; i < 100_000; i++) {
      out.send((i & 1) == 0 ? ON : OFF);
    }
  }

  private MidiIn open(String name) {
    return ports.openInput(
        name, (message, timeNs) -> heard.add(MidiMessage.toString(message) + " at " + timeNs), PortListener.NONE);
  }
}
