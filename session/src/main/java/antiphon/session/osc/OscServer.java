package antiphon.session.osc;

import antiphon.control.Command;
import antiphon.control.CommandReader;
import antiphon.web.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hears Open Sound Control on a UDP port of loopback, on a thread of its own ({@code antiphon-osc}): {@code
 * /antiphon/density 0.5}, {@code /antiphon/density/2 0.5} for one voice, {@code /antiphon/regenerate}, and any line as
 * {@code /antiphon/command "tempo 96 over 8"}.
 * What is refused is answered with {@code /antiphon/refused} and the reason.
 */
public final class OscServer implements AutoCloseable {
  private static final String ROOT = "/antiphon/";
  private static final int MOST_BYTES = 8_192;
  private static final int LONGEST_LINE = 200;
  private static final int LONGEST_SENTENCE = 1_000;
  private static final int ALIGNED = 4;
  /** Of a number that came as a float, so much is meant. */
  private static final double STEPS = 1_000;

  private final DatagramSocket socket;
  private final Consumer<Command> commands;
  private final Consumer<String> problems;

  private OscServer(DatagramSocket socket, Consumer<Command> commands, Consumer<String> problems) {
    this.socket = socket;
    this.commands = commands;
    this.problems = problems;
    Thread.ofPlatform().daemon().name("antiphon-osc").start(this::run);
  }

  /**
   * Listens from now on.
   *
   * @param port 0 for any
   * @param commands does it; throws IllegalArgumentException if it is refused, of which the sender is told
   * @param problems is told what could not be done, in one line
   * @throws IOException if the port is taken
   */
  public static OscServer open(int port, Consumer<Command> commands, Consumer<String> problems) throws IOException {
    return new OscServer(new DatagramSocket(port, InetAddress.getLoopbackAddress()), commands, problems);
  }

  /** Its port. */
  public int port() {
    return socket.getLocalPort();
  }

  private void run() {
    DatagramPacket packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
    while (!socket.isClosed()) {
      try {
        packet.setLength(MOST_BYTES);
        socket.receive(packet);
        for (OscMessage message : OscReader.read(Arrays.copyOf(packet.getData(), packet.getLength()))) {
          commands.accept(command(message));
        }
      } catch (IllegalArgumentException e) {
        refuse(packet, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          problems.accept("OSC: " + e.getMessage());
        }
      } catch (RuntimeException e) {
        problems.accept("OSC: " + e.getMessage());
      }
    }
  }

  private void refuse(DatagramPacket asked, String why) {
    problems.accept("OSC: " + why);
    byte[] reply = refusal(why);
    try {
      socket.send(new DatagramPacket(reply, reply.length, asked.getSocketAddress()));
    } catch (IOException e) {
      problems.accept("OSC: a refusal could not be sent: " + e.getMessage());
    }
  }

  /** What a message asks for. */
  static Command command(OscMessage message) {
    String path = message.address().startsWith(ROOT) ? message.address().substring(ROOT.length()) : "";
    List<Object> arguments = message.arguments();
    if (path.equals("command") && arguments.size() == 1 && arguments.getFirst() instanceof String line
        && line.length() <= LONGEST_LINE && line.chars().noneMatch(Character::isISOControl)) {
      return CommandReader.read(line);
    }
    String row = path.replace('/', '.');
    if (Rows.known(row) && arguments.size() <= 1) {
      Object value = arguments.isEmpty() ? null : arguments.getFirst();
      return value instanceof Double number ? Rows.set(row, number)
          : CommandReader.read(row.replace('.', ' ') + " " + (value == null ? "" : value));
    }
    if (path.equals("tempo") && arguments.size() == 1 && arguments.getFirst() instanceof Double tempo) {
      return new Command.SetTempo(Math.rint(tempo * STEPS) / STEPS, 0);
    }
    throw new IllegalArgumentException(message.address() + " with " + arguments.size() + " arguments: expected " + ROOT
        + "command with a line, " + ROOT + "tempo, or " + ROOT + " with one of " + String.join(", ", Rows.names()));
  }

  /** {@code /antiphon/refused} with one sentence, to whoever asked. */
  static byte[] refusal(String sentence) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String text : List.of(ROOT + "refused", ",s", sentence.substring(0, Math.min(sentence.length(), LONGEST_SENTENCE)))) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(bytes);
      out.writeBytes(new byte[ALIGNED - bytes.length % ALIGNED]);
    }
    return out.toByteArray();
  }

  /** Listens no more. */
  @Override
  public void close() {
    socket.close();
  }
}
