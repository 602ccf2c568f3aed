package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class SocketPortsTest {
  private static final int ON = MidiMessage.noteOn(0, 60, 100);
  private static final int OFF = MidiMessage.noteOff(0, 60);

  @TempDir private Path folder;
  private final MidiPorts here = new MidiPorts(new FakeSound(), new FakeJack(), OutputLatencies.none(), () -> 7_000);
  private final MidiPorts there = new MidiPorts(new FakeSound(), new FakeJack(), OutputLatencies.none(), () -> 8_000);
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
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

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  @Test
  void shouldCarryMessagesInOrderStampedByTheListenersClock() throws InterruptedException {
    listen();
    MidiOut out = there.openOutput(name(), reporter);

    out.send(ON);
    out.send(MidiMessage.programChange(3, 9));
    out.send(MidiMessage.CLOCK);
    out.send(OFF);

    assertThat(next()).isEqualTo("note-on ch 1 C4 (60) velocity 100 at 7000");
    assertThat(next()).startsWith("program ch 4 9");
    assertThat(next()).startsWith("clock");
    assertThat(next()).startsWith("note-off ch 1 C4");
    assertThat(out.lost()).isZero();
  }

  @Test
  void shouldHearAnyProgramThatWritesMidiBytes() throws Exception {
    listen();
    try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
      other.write(ByteBuffer.wrap(new byte[] {(byte) 0x90, 60, 100, 62, 90}));
      assertThat(next()).contains("on ch 1 C4");
      assertThat(next()).contains("on ch 1 D4");
    }
    assertThat(next()).as("the program is gone").contains("note-off ch 1 C4");
    assertThat(next()).contains("note-off ch 1 D4");
  }

  @Test
  void shouldLetNobodyElseIn() throws IOException {
    listen();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path()))).isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).as("nothing else is left there").containsExactly(path());
    }
  }

  @Test
  void shouldConnectWhenTheListenerComesAndAgainWhenItIsBack() throws InterruptedException {
    MidiOut out = there.openOutput(name(), reporter);
    out.send(ON);
    assertThat(out.lost()).isEqualTo(1);
    assertThat(there.doWork()).isZero();

    MidiIn in = listen();
    assertThat(there.doWork()).isEqualTo(1);
    out.send(ON);
    assertThat(next()).contains("on ch 1 C4");

    in.close();
    assertThat(next()).as("the port ends what it heard").contains("note-off ch 1 C4");
    assertThat(there.doWork()).isEqualTo(1);
    out.send(MidiMessage.noteOn(0, 61, 1));
    assertThat(there.losses()).isEqualTo(1);
    assertThat(out.lost()).isEqualTo(2);

    listen();
    assertThat(there.doWork()).isEqualTo(1);
    out.send(MidiMessage.CLOCK);
    List<String> after = new ArrayList<>();
    for (String one = next(); !one.startsWith("clock"); one = next()) {
      after.add(one);
    }
    assertThat(after).filteredOn(text -> text.startsWith("note-off")).singleElement().asString().contains("C4");
    assertThat(news).containsExactly("found " + name(), "lost " + name(), "found " + name());
  }

  @Test
  void shouldEndWhatSoundsWhenTheOutputClosesAndTellThatItWent() throws InterruptedException {
    here.openInput(name(), hear(), reporter);
    MidiOut out = there.openOutput(name(), PortListener.NONE);
    out.send(ON);
    assertThat(next()).contains("on ch 1 C4");
    here.doWork();

    out.close();
    out.close();

    assertThat(next()).contains("note-off ch 1 C4");
    while (here.doWork() == 0) {
      Thread.onSpinWait();
    }
    assertThat(news).containsExactly("lost " + name());
    assertThat(heard).isEmpty();
  }

  @Test
  void shouldNeverWaitForAReaderThatDoesNotRead() throws IOException {
    try (ServerSocketChannel lazy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      lazy.bind(UnixDomainSocketAddress.of(path()));
      MidiOut out = there.openOutput(name(), reporter);

      for (int i = 0; i < 200_000; i++) {
        out.send((i & 1) == 0 ? ON : OFF);
      }

      assertThat(out.lost()).isPositive();
      assertThat(there.doWork()).as("cut off, and connected anew").isEqualTo(2);
    }
  }

  @Test
  void shouldTakeThePlaceOfASocketThatADeadProgramLeft() throws Exception {
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(path()));
    }
    assertThat(path()).exists();

    listen();
    there.openOutput(name(), reporter).send(ON);
    assertThat(next()).contains("on ch 1 C4");
    here.close();
    assertThat(path()).doesNotExist();
  }

  @Test
  void shouldSayWhatIsWrongWithAPath() throws IOException {
    Files.writeString(folder.resolve("text"), "mine");
    assertRefused("socket:" + folder.resolve("text"), "found something else there");
    assertThat(folder.resolve("text")).content().isEqualTo("mine");
    assertRefused("socket:", "expected socket:PATH");
    assertRefused("socket:/no/such/folder/wire", "a folder that exists");
    assertRefused("socket:" + folder.resolve("x".repeat(100)), "at most 100 bytes");
    listen();
    assertRefused(name(), "another program listens there");
  }

  private void assertRefused(String name, String why) {
    assertThatExceptionOfType(MidiPortException.class)
        .isThrownBy(() -> here.openInput(name, hear(), PortListener.NONE))
        .withMessageContaining(why)
        .withMessageContaining(name);
  }

  private MidiIn listen() {
    return here.openInput(name(), hear(), PortListener.NONE);
  }

  private MidiListener hear() {
    return (message, timeNs) -> heard.add(MidiMessage.toString(message) + " at " + timeNs);
  }

  private String next() throws InterruptedException {
    return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
  }

  private Path path() {
    return folder.resolve("wire");
  }

  private String name() {
    return "socket:" + path();
  }
}
