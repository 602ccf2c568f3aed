package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  private final MidiPorts ports = new MidiPorts(machine, () -> nowNs);
  private final List<String> heard = new ArrayList<>();
  private final List<String> news = new ArrayList<>();
  private final PortListener reporter =
      new PortListener() {
        @Override
        public void lost(PortInfo port) {
          news.add("lost " + port.name());
        }

        @Override
        public void found(PortInfo port) {
          news.add("found " + port.name());
        }
      };

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
  void shouldReleaseHeldKeysWhenTheKeyboardIsPulledOutAndHearItAgainWhenItIsBack() {
    FakeSound.Device keys = machine.plug("Keys [hw:1,0,0]", true, false);
    open("Keys");
    keys.play(ON);
    heard.clear();

    machine.pull(keys);
    nowNs = 5_000;
    assertThat(ports.doWork()).isEqualTo(1);
    assertThat(ports.doWork()).isZero();
    assertThat(heard).containsExactly("note-off ch 1 C4 (60) at 5000");
    assertThat(ports.losses()).isEqualTo(1);

    FakeSound.Device again = machine.plug("Keys [hw:3,0,0]", true, false);
    assertThat(ports.doWork()).isEqualTo(1);
    keys.gone = false;
    keys.play(OFF);
    again.play(ON);

    assertThat(heard).hasSize(2).endsWith("note-on ch 1 C4 (60) velocity 100 at 5000");
    assertThat(news).containsExactly("lost Keys", "found Keys");
  }

  @Test
  void shouldDropAndCountWhileAnOutputIsGoneAndEndWhatItLeftSoundingOnReturn() {
    FakeSound.Device module = machine.plug("Module", false, true);
    MidiOut out = ports.openOutput("Module", reporter);
    module.takeSent();
    out.send(ON);
    out.send(MidiMessage.noteOn(5, 72, 100));
    out.send(MidiMessage.noteOff(5, 72));
    assertThat(module.takeSent()).hasSize(3);

    machine.pull(module);
    ports.doWork();
    out.send(OFF);
    out.send(MidiMessage.noteOn(0, 64, 100));
    assertThat(out.lost()).isEqualTo(2);
    assertThat(module.takeSent()).isEmpty();

    FakeSound.Device again = machine.plug("Module", false, true);
    ports.doWork();
    assertThat(again.sent).contains(OFF, MidiMessage.controlChange(15, MidiMessage.ALL_NOTES_OFF, 0));
    assertThat(again.takeSent()).filteredOn(MidiMessage::isNoteOff).containsExactly(OFF);
    out.send(ON);
    assertThat(again.takeSent()).containsExactly(ON);
    assertThat(out.lost()).isEqualTo(2);
    assertThat(news).containsExactly("lost Module", "found Module");
  }

  @Test
  void shouldOweTheOffThatADyingDeviceDidNotTakeAndConnectAnewThoughItIsStillListed() {
    FakeSound.Device module = machine.plug("Module", false, true);
    MidiOut out = ports.openOutput("Module", reporter);
    out.send(ON);
    module.gone = true;
    out.send(OFF);
    assertThat(out.lost()).isEqualTo(1);

    module.gone = false;
    module.takeSent();
    assertThat(ports.doWork()).isEqualTo(2);

    assertThat(module.takeSent()).filteredOn(MidiMessage::isNoteOff).containsExactly(OFF);
    assertThat(news).containsExactly("lost Module", "found Module");
  }

  @Test
  void shouldNotBlameTheDeviceForAMessageThatIsNone() {
    machine.plug("Module", false, true);
    MidiOut out = ports.openOutput("Module", reporter);

    out.send(0x40);

    assertThat(out.lost()).isEqualTo(1);
    assertThat(ports.doWork()).isZero();
  }

  @Test
  void shouldTryAgainWhileADeviceThatIsBackIsTaken() {
    FakeSound.Device keys = machine.plug("Keys", true, false);
    open("Keys");
    machine.pull(keys);
    ports.doWork();
    FakeSound.Device again = machine.plug("Keys", true, false);
    again.busy = true;

    assertThat(ports.doWork()).isZero();
    again.busy = false;
    assertThat(ports.doWork()).isEqualTo(1);
    assertThat(ports.scanFaults()).isEqualTo(1);
    again.play(ON);
    assertThat(heard).hasSize(1);
  }

  @Test
  void shouldGoOnWhenADriverOrAListenerFails() {
    FakeSound.Device keys = machine.plug("Keys", true, false);
    PortListener bad =
        new PortListener() {
          @Override
          public void lost(PortInfo port) {
            throw new IllegalStateException("on purpose");
          }

          @Override
          public void found(PortInfo port) {}
        };
    MidiIn in =
        ports.openInput(
            "Keys",
            (message, timeNs) -> {
              throw new IllegalStateException("on purpose");
            },
            bad);
    keys.play(ON);
    assertThat(in.faults()).isEqualTo(1);

    machine.broken = true;
    assertThat(ports.doWork()).isZero();
    machine.broken = false;
    machine.pull(keys);
    assertThat(ports.doWork()).isEqualTo(1);
    assertThat(ports.scanFaults()).isEqualTo(2);
    assertThat(ports.losses()).isEqualTo(1);
  }

  @Test
  void shouldEndWhatSoundsAtCloseAndBeSilentAfter() {
    FakeSound.Device module = machine.plug("Module", false, true);
    FakeSound.Device keys = machine.plug("Keys", true, false);
    MidiOut out = ports.openOutput("Module", reporter);
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
  void shouldFindADeviceAgainByItselfWhileWatching() throws InterruptedException {
    CountDownLatch lost = new CountDownLatch(1);
    FakeSound.Device keys = machine.plug("Keys", true, false);
    ports.openInput(
        "Keys",
        (message, timeNs) -> {},
        new PortListener() {
          @Override
          public void lost(PortInfo port) {
            lost.countDown();
          }

          @Override
          public void found(PortInfo port) {}
        });
    machine.pull(keys);

    ports.watch();

    assertThat(lost.await(10, TimeUnit.SECONDS)).isTrue();
    ports.close();
  }

  @Test
  void shouldSendWithoutAllocating() {
    machine.devices.add(
        new FakeSound.Device("silent", false, true) {
          @Override
          void take(javax.sound.midi.MidiMessage message) {}
        });
    MidiOut out = ports.openOutput("silent", reporter);
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
        name, (message, timeNs) -> heard.add(MidiMessage.toString(message) + " at " + timeNs), reporter);
  }
}
