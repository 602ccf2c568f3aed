package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketPortsTest extends HotPlugContract {
  @TempDir private Path folder;
  private final MidiPorts here = new MidiPorts(new FakeSound(), new FakeJack(), OutputLatencies.none(), () -> 7_000);
  private final MidiPorts there = new MidiPorts(new FakeSound(), new FakeJack(), OutputLatencies.none(), () -> 8_000);
  private MidiPorts underTest = here;
  /** The other end of the input under test. */
  private SocketChannel player;
  /** The other end of the output under test. */
  private ServerSocketChannel reader;
  private SocketChannel read;
  private final WireParser parser = new WireParser();
  private final Queue<String> parsed = new ArrayDeque<>();

  @Override
  MidiPorts ports() {
    return underTest;
  }

  @Override
  MidiIn openIn(MidiListener listener) {
    MidiIn in = here.openInput(name(), listener, reporter);
    underTest = here;
    return in;
  }

  @Override
  MidiOut openOut() throws IOException {
    underTest = there;
    plugIn();
    return there.openOutput(name(), reporter);
  }

  @Override
  void play(int message) throws IOException {
    if (player == null) {
      plugIn();
    }
    player.write(ByteBuffer.wrap(MidiMessage.toBytes(message)));
  }

  @Override
  String received() throws IOException {
    read = read == null ? reader.accept() : read;
    while (parsed.isEmpty()) {
      ByteBuffer bytes = ByteBuffer.allocate(64);
      assertThat(read.read(bytes)).as("bytes more").isPositive();
      for (bytes.flip(); bytes.hasRemaining();) {
        parser.accept(bytes.get(), message -> parsed.add(MidiMessage.toString(message)));
      }
    }
    return parsed.remove();
  }

  @Override
  void plugIn() throws IOException {
    if (underTest == here) {
      player = SocketChannel.open(UnixDomainSocketAddress.of(path()));
    } else {
      Files.deleteIfExists(path());
      reader = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path()));
    }
  }

  @Override
  void unplug() throws IOException {
    for (Channel channel : Arrays.asList(player, read, reader)) {
      if (channel != null) {
        channel.close();
      }
    }
    read = null;
  }

  @AfterEach
  void end() throws IOException {
    unplug();
    here.close();
    there.close();
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
  void shouldConnectWhenTheListenerComesAndStampByItsClock() throws InterruptedException {
    MidiOut out = there.openOutput(name(), reporter);
    out.send(ON);
    assertThat(out.lost()).isEqualTo(1);
    assertThat(there.doWork()).isZero();

    listen();
    assertThat(there.doWork()).isEqualTo(1);
    out.send(ON);
    assertThat(next()).isEqualTo("note-on ch 1 C4 (60) velocity 100 at 7000");
    assertThat(news).containsExactly("found " + name());
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

  private Path path() {
    return folder.resolve("wire");
  }

  private String name() {
    return "socket:" + path();
  }
}
