package antiphon.session.osc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class OscTest {
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> problems = new LinkedBlockingQueue<>();

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(bytes);
    out.writeBytes(new byte[4 - bytes.length % 4]);
  }

  /** A message as another program would write it. */
  private static byte[] message(String address, String types, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text(out, address);
    text(out, "," + types);
    for (Object argument : arguments) {
      switch (argument) {
        case Float f -> out.writeBytes(ByteBuffer.allocate(4).putFloat(f).array());
        case Integer i -> out.writeBytes(ByteBuffer.allocate(4).putInt(i).array());
        case Double d -> out.writeBytes(ByteBuffer.allocate(8).putDouble(d).array());
        default -> text(out, String.valueOf(argument));
      }
    }
    return out.toByteArray();
  }

  private static byte[] bundle(byte[]... messages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text(out, "#bundle");
    out.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, 0, 1});
    for (byte[] message : messages) {
      out.writeBytes(ByteBuffer.allocate(4).putInt(message.length).array());
      out.writeBytes(message);
    }
    return out.toByteArray();
  }

  @Test
  void shouldDoOverARealSocketWhatWouldBeTyped() throws Exception {
    try (OscServer server = OscServer.open(0, command -> lines.add(command.line()), problems::add);
        DatagramSocket sender = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      for (byte[] packet : List.of(
          message("/antiphon/density", "f", -0.5f), message("/antiphon/register/2", "i", -12), message("/antiphon/mode", "s", "trade"),
          message("/antiphon/mode", "i", 2), message("/antiphon/regenerate", ""), message("/antiphon/hold", "T"),
          message("/antiphon/tempo", "d", 96.0), message("/antiphon/command", "s", "tempo 96 over 8"),
          bundle(message("/antiphon/key-lock", "i", 9), bundle(message("/antiphon/tap", "f", 1f))))) {
        sender.send(new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), server.port()));
      }
      for (String expected : List.of(
          "density -0.5", "register 2 -12", "mode trade", "mode accompany", "regenerate", "hold on", "tempo 96", "tempo 96 over 8",
          "key-lock A", "tap")) {
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo(expected);
      }
      byte[] bad = message("/antiphon/volume", "f", 1f);
      sender.send(new DatagramPacket(bad, bad.length, InetAddress.getLoopbackAddress(), server.port()));
      assertThat(problems.poll(10, TimeUnit.SECONDS)).startsWith("OSC: /antiphon/volume").contains("expected").contains("density");
      DatagramPacket reply = new DatagramPacket(new byte[2_000], 2_000);
      sender.receive(reply);
      OscMessage refused = OscReader.read(java.util.Arrays.copyOf(reply.getData(), reply.getLength())).getFirst();
      assertThat(refused.address()).isEqualTo("/antiphon/refused");
      assertThat(refused.arguments()).hasSize(1).first().asString().startsWith("/antiphon/volume").contains("expected");
      byte[] after = message("/antiphon/keep", "");
      sender.send(new DatagramPacket(after, after.length, InetAddress.getLoopbackAddress(), server.port()));
      assertThat(lines.poll(10, TimeUnit.SECONDS)).as("goes on").isEqualTo("keep");
    }
  }

  @Test
  void shouldListenOnThisMachineAlone() throws Exception {
    try (OscServer server = OscServer.open(0, command -> lines.add(command.line()), problems::add)) {
      // The same port of every other address is free, so that nobody elsewhere reaches it.
      try (DatagramSocket other = new DatagramSocket(server.port(), InetAddress.getByName("127.0.0.2"))) {
        assertThat(other.isBound()).isTrue();
      }
    }
  }

  @Test
  void shouldRefuseWhatIsNoneAndNeverFailOtherwise() {
    assertThatThrownBy(() -> OscReader.read(new byte[0])).hasMessageContaining("ends too early");
    assertThatThrownBy(() -> OscReader.read("hello\0\0\0".getBytes(StandardCharsets.UTF_8))).hasMessageContaining("expected an address");
    assertThatThrownBy(() -> OscReader.read(message("/a", "b"))).hasMessageContaining("type 'b'");
    byte[] good = bundle(message("/antiphon/density", "f", 1f), message("/antiphon/command", "s", "tap"));
    SplittableRandom random = new SplittableRandom(11);
    for (int n = 0; n < 20_000; n++) {
      byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int i = random.nextInt(4); i >= 0 && bad.length > 0; i--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        OscReader.read(bad).forEach(OscServer::command);
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).as("trial %d", n).isNotBlank();
      }
    }
  }
}
