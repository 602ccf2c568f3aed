package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server's blocks are played by the test: each begins on a whole millisecond of the clock. */
class JackPortsTest extends HotPlugContract {
  private static final long MS = 1_000_000;

  private final FakeJack server = new FakeJack();
  private volatile long nowNs = 1_000 * MS;
  private final MidiPorts ports = new MidiPorts(new FakeSound(), server, OutputLatencies.none(), () -> nowNs);
  private FakeJack.FakePort ourOut;

  @Override
  MidiPorts ports() {
    return ports;
  }

  @Override
  MidiIn openIn(MidiListener listener) {
    server.theirOutputs.add("keys:out");
    return ports.openInput("jack:keys", listener, reporter);
  }

  @Override
  MidiOut openOut() {
    server.theirInputs.add("synth:in");
    MidiOut out = output("synth");
    ourOut = server.port("out");
    return out;
  }

  @Override
  void play(int message) {
    server.port("in").feed(0, message);
    block();
  }

  @Override
  String received() {
    for (int i = 0; i < 5 && ourOut.outgoing.isEmpty(); i++) {
      block();
    }
    String first = ourOut.outgoing.removeFirst();
    return first.substring(first.indexOf(' ') + 1);
  }

  @Override
  void unplug() {
    server.theirOutputs.clear();
    server.theirInputs.clear();
    server.wires.clear();
  }

  @Override
  void plugIn() {
    server.theirOutputs.add("keys:out");
    server.theirInputs.add("synth:in");
  }

  @AfterEach
  void end() {
    ports.close();
    assertThat(server.clients).as("clients left at the server").isZero();
  }

  @Test
  void shouldPlayEachMessageOneBlockAfterItWasSentAtItsOwnFrame() {
    MidiOut out = output("");
    blockAt(1_000);
    sendAt(1_000 * MS + MS / 4, out, ON);
    sendAt(1_000 * MS + MS / 2, out, OFF);

    assertThat(blockAt(1_001)).containsExactly("12: note-on ch 1 C4 (60) velocity 100", "24: note-off ch 1 C4 (60)");
    assertThat(blockAt(1_002)).isEmpty();
    assertThat(out.latencyNs()).isEqualTo(MS);
    assertThat(out.lost()).isZero();
  }

  @Test
  void shouldKnowItsLatencyBeforeItsFirstBlock() {
    assertThat(output("").latencyNs()).isEqualTo(MS);
  }

  @Test
  void shouldKeepToTheDeadlineWhenTheSenderIsLateAndNeverGoBackInABlock() {
    MidiOut out = output("");
    blockAt(1_000);
    nowNs = 1_000 * MS + 900_000;
    out.send(ON, 1_000 * MS + MS / 4);
    out.send(OFF, 1_000 * MS);
    out.send(MidiMessage.CLOCK, 2_000 * MS);

    assertThat(blockAt(1_001)).containsExactly(
        "12: note-on ch 1 C4 (60) velocity 100", "12: note-off ch 1 C4 (60)", "43: clock");
  }

  @Test
  void shouldNotLetAnAudioThreadThatWakesLateMoveTheMusic() {
    MidiOut out = output("");
    blockAt(1_000);
    sendAt(1_000 * MS + MS / 4, out, ON);
    nowNs = 1_001 * MS + 400_000;
    server.play();
    assertThat(server.port("out").takeOutgoing()).containsExactly("12: note-on ch 1 C4 (60) velocity 100");

    sendAt(1_001 * MS + 700_000, out, OFF);
    assertThat(blockAt(1_002)).containsExactly("33: note-off ch 1 C4 (60)");
  }

  @Test
  void shouldHoldNothingBackWhenFramesWereLeftOut() {
    MidiOut out = output("");
    for (int block = 1_000; block < 1_100; block++) {
      blockAt(block);
    }
    // The server leaves 50 ms out and counts on as if nothing had been.
    blockAt(1_150);
    sendAt(1_150 * MS + MS / 4, out, ON);
    blockAt(1_151);
    assertThat(blockAt(1_152)).as("at the latest").hasSize(1);

    for (int block = 1_153; block < 1_160; block++) {
      blockAt(block);
    }
    sendAt(1_159 * MS + MS / 4, out, OFF);
    assertThat(blockAt(1_160)).as("at its frame again").containsExactly("12: note-off ch 1 C4 (60)");
  }

  @Test
  void shouldWriteTheRestInTheNextBlockWhenOneIsFull() {
    MidiOut out = output("");
    blockAt(1_000);
    server.port("out").room = 1;
    sendAt(1_000 * MS, out, ON);
    sendAt(1_000 * MS, out, OFF);

    assertThat(blockAt(1_001)).containsExactly("0: note-on ch 1 C4 (60) velocity 100");
    assertThat(blockAt(1_002)).containsExactly("0: note-off ch 1 C4 (60)");
  }

  @Test
  void shouldDropWhatIsOlderThanASecondButNotTheEndsOfNotes() {
    MidiOut out = output("");
    blockAt(1_000);
    out.send(ON);
    blockAt(1_001);
    sendAt(1_001 * MS, out, MidiMessage.noteOn(0, 61, 100));
    sendAt(1_001 * MS, out, OFF);
    sendAt(1_001 * MS, out, MidiMessage.controlChange(0, MidiMessage.SUSTAIN_PEDAL, 0));

    assertThat(blockAt(2_002)).extracting(sent -> sent.substring(sent.indexOf(' ') + 1))
        .containsExactly("note-off ch 1 C4 (60)", "control ch 1 64 = 0");
    assertThat(out.lost()).isEqualTo(1);
  }

  @Test
  void shouldKeepRoomForTheEndsOfNotesWhenTheServerStandsStill() {
    MidiOut out = output("");
    for (int i = 0; i < 10_000; i++) {
      out.send(MidiMessage.noteOn(0, 60, 1 + i % 127));
    }
    assertThat(out.lost()).isPositive();
    long before = out.lost();
    for (int i = 0; i < 2_048; i++) {
      out.send(MidiMessage.noteOff(i % 16, i / 16));
    }
    assertThat(out.lost()).isEqualTo(before);
  }

  @Test
  void shouldStampWhatComesInByItsFrame() {
    MidiIn in = ports.openInput("jack:", hear(), reporter);
    blockAt(1_000);
    server.port("in").feed(12, ON);
    server.port("in").feed(24, 0);
    server.port("in").feed(36, OFF);
    nowNs = 1_001 * MS + 300_000;
    server.play();

    assertThat(heard).containsExactly(
        "note-on ch 1 C4 (60) velocity 100 at 1000250000", "note-off ch 1 C4 (60) at 1000750000");
    assertThat(in.name()).isEqualTo("jack:");
    assertThat(in.faults()).isZero();
  }

  @Test
  void shouldWireItselfToThePortOfThatName() {
    server.theirOutputs.add("a2j:Keystation [20] (capture): MIDI 1");
    server.theirInputs.add("fluidsynth:midi");
    MidiIn in = ports.openInput("jack:keystation", hear(), reporter);
    MidiOut out = output("fluid");

    assertThat(server.wires).containsExactly(
        "a2j:Keystation [20] (capture): MIDI 1 > antiphon:in", "antiphon:out > fluidsynth:midi");
    assertThat(in.name()).isEqualTo("jack:a2j:Keystation [20] (capture): MIDI 1");
    assertThat(out.name()).isEqualTo("jack:fluidsynth:midi");
    assertThat(ports.jack().outputs()).extracting(PortInfo::name).containsExactly("jack:fluidsynth:midi");
    assertThat(server.clients).isEqualTo(1);
  }

  @Test
  void shouldUseAFreePortAgainAndNumberTheOthers() {
    server.theirInputs.add("a:in");
    MidiOut first = output("a:in");
    MidiOut second = output("");
    assertThat(server.ours).containsOnlyKeys("antiphon:out", "antiphon:out-2");

    close(first::close);
    assertThat(server.wires).isEmpty();
    MidiOut third = output("");
    assertThat(server.ours).hasSize(2);
    blockAt(1_000);
    sendAt(1_000 * MS, third, ON);
    blockAt(1_001);
    assertThat(second.lost() + third.lost()).isZero();
  }

  @Test
  void shouldSayInOneLineWhatIsMissing() {
    assertRefused("jack:synth", "there is no JACK output at all");
    server.theirInputs.add("fluidsynth:midi");
    assertRefused("jack:fluidsinth", "the nearest is 'fluidsynth:midi'");
    server.refuses = true;
    assertRefused("jack:fluid", "cannot be wired");
    server.running = false;
    assertRefused("jack:", "no server runs");
    assertThat(ports.jack().runs()).isFalse();
    assertThat(ports.jack().explanation()).contains("no server runs");
  }

  @Test
  void shouldTellThatTheServerWentAndGoOnWhenItIsBack() {
    server.theirOutputs.add("keys:out");
    ports.openInput("jack:keys:out", hear(), reporter);
    MidiOut out = output("");
    blockAt(1_000);
    server.port("in").feed(0, ON);
    blockAt(1_001);
    sendAt(1_001 * MS, out, MidiMessage.noteOn(4, 72, 100));
    blockAt(1_002);
    heard.clear();

    server.die();
    assertThat(ports.doWork()).isEqualTo(2);
    assertThat(heard).singleElement().asString().startsWith("note-off ch 1 C4");
    out.send(MidiMessage.noteOff(4, 72));
    assertThat(out.lost()).isEqualTo(1);
    assertThat(ports.doWork()).isZero();
    assertThat(ports.losses()).isEqualTo(2);

    server.running = true;
    assertThat(ports.doWork()).isEqualTo(2);
    assertThat(server.wires).containsExactly("keys:out > antiphon:in");
    assertThat(blockAt(1_003)).as("what it was left sounding").filteredOn(sent -> sent.contains("note-off"))
        .singleElement().asString().contains("ch 5 C5");
    assertThat(news).containsExactly("lost jack:keys:out", "lost jack:", "found jack:keys:out", "found jack:");
    assertThat(ports.scanFaults()).isZero();
  }

  @Test
  void shouldWireItselfAgainToThePeerThatIsBack() {
    server.theirInputs.add("fluidsynth:midi");
    output("fluidsynth:midi");
    blockAt(1_000);
    unplug();
    assertThat(ports.doWork()).isEqualTo(1);

    server.theirInputs.add("fluidsynth:midi");
    assertThat(ports.doWork()).isEqualTo(1);
    assertThat(server.wires).containsExactly("antiphon:out > fluidsynth:midi");
  }

  @Test
  void shouldTakeAServerThatStandsStillForGoneAndPlayNothingOldAfterwards() {
    MidiOut out = output("");
    blockAt(1_000);
    sendAt(1_000 * MS + 1, out, ON);
    nowNs = 3_000 * MS;
    assertThat(ports.doWork()).isEqualTo(1);
    out.send(MidiMessage.noteOn(0, 62, 1));
    assertThat(blockAt(4_000)).isEmpty();

    assertThat(ports.doWork()).isEqualTo(1);
    assertThat(news).containsExactly("lost jack:", "found jack:");
    List<String> after = blockAt(4_001);
    assertThat(after).noneMatch(sent -> sent.contains("note-on"));
    assertThat(after).filteredOn(sent -> sent.contains("note-off")).hasSize(1);
    assertThat(out.lost()).isEqualTo(2);
  }

  /** Plays blocks meanwhile, as a server does. */
  @Override
  void close(Runnable closing) {
    Thread closer = Thread.ofPlatform().start(closing);
    while (closer.isAlive()) {
      block();
      Thread.onSpinWait();
    }
  }

  private void block() {
    nowNs += MS;
    server.play();
  }

  private MidiOut output(String name) {
    return ports.openOutput("jack:" + name, reporter);
  }

  private void sendAt(long timeNs, MidiOut out, int message) {
    nowNs = timeNs;
    out.send(message);
  }

  private List<String> blockAt(long ms) {
    nowNs = ms * MS;
    server.play();
    FakeJack.FakePort out = server.port("out");
    return out == null ? List.of() : out.takeOutgoing();
  }

  private void assertRefused(String name, String why) {
    assertThatExceptionOfType(MidiPortException.class)
        .isThrownBy(() -> ports.openOutput(name, reporter))
        .withMessageContaining(why);
  }
}
