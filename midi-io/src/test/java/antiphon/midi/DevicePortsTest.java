package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DevicePortsTest extends HotPlugContract {
  private long nowNs = 1_000;
  private final FakeSound machine = new FakeSound();
  private final MidiPorts ports = new MidiPorts(machine, new FakeJack(), OutputLatencies.none(), () -> nowNs);
  private FakeSound.Device keys = machine.plug("Keys [hw:1,0,0]", true, false);
  private FakeSound.Device module = machine.plug("Module", false, true);

  @Override
  MidiPorts ports() {
    return ports;
  }

  @Override
  MidiIn openIn(MidiListener listener) {
    return ports.openInput("Keys", listener, reporter);
  }

  @Override
  MidiOut openOut() {
    MidiOut out = ports.openOutput("Module", reporter);
    module.takeSent();
    return out;
  }

  @Override
  void play(int message) {
    keys.play(message);
  }

  @Override
  String received() {
    return MidiMessage.toString(module.sent.removeFirst());
  }

  @Override
  void unplug() {
    machine.pull(keys);
    machine.pull(module);
  }

  @Override
  void plugIn() {
    keys = machine.plug("Keys [hw:3,0,0]", true, false);
    module = machine.plug("Module", false, true);
  }

  @Test
  void shouldStampWhatItLetsGoByTheClockAndNotHearADeviceThatWasReplaced() throws InterruptedException {
    openIn(hear());
    keys.play(ON);
    next();
    FakeSound.Device gone = keys;
    unplug();
    nowNs = 5_000;
    ports.doWork();
    assertThat(next()).isEqualTo("note-off ch 1 C4 (60) at 5000");

    plugIn();
    ports.doWork();
    gone.gone = false;
    gone.play(OFF);
    assertThat(heard).isEmpty();
  }

  @Test
  void shouldOweTheOffThatADyingDeviceDidNotTakeAndConnectAnewThoughItIsStillListed() {
    MidiOut out = openOut();
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
    MidiOut out = openOut();

    out.send(0x40);

    assertThat(out.lost()).isEqualTo(1);
    assertThat(ports.doWork()).isZero();
  }

  @Test
  void shouldTryAgainWhileADeviceThatIsBackIsTaken() {
    openIn(hear());
    unplug();
    ports.doWork();
    plugIn();
    keys.busy = true;

    assertThat(ports.doWork()).isZero();
    keys.busy = false;
    assertThat(ports.doWork()).isEqualTo(1);
    assertThat(ports.scanFaults()).isEqualTo(1);
    keys.play(ON);
    assertThat(heard).hasSize(1);
  }

  @Test
  void shouldGoOnWhenADriverOrAListenerFails() {
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
}
