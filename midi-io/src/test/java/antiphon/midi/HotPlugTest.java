package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HotPlugTest {
  private static final int ON = MidiMessage.noteOn(0, 60, 100);
  private static final int OFF = MidiMessage.noteOff(0, 60);

  private long nowNs = 1_000;
  private final FakeSound machine = new FakeSound();
  private final MidiPorts ports = new MidiPorts(machine, new FakeJack(), OutputLatencies.none(), () -> nowNs);
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

  private MidiIn open(String name) {
    return ports.openInput(
        name, (message, timeNs) -> heard.add(MidiMessage.toString(message) + " at " + timeNs), reporter);
  }
}
