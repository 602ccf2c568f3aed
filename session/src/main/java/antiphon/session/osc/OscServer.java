package antiphon.session.osc;

import antiphon.web.Rows;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Hears Open Sound Control on a UDP port of loopback, on a thread of its own ({@code antiphon-osc}): {@code
 * /antiphon/density 0.5}, {@code /antiphon/density/2 0.5} for one voice, {@code /antiphon/regenerate}, and any line as
 * {@code /antiphon/command "tempo 96 over 8"}.
 */
public final class OscServer implements AutoCloseable {
  private static final String ROOT = "/antiphon/";
  private static final int MOST_BYTES = 8_192;
  private static final int LONGEST_LINE = 200;

  private final DatagramSocket socket;
  private final Consumer<String> commands;
  private final Consumer<String> problems;

  private OscServer(DatagramSocket socket, Consumer<String> commands, Consumer<String> problems) {
    this.socket = socket;
    this.commands = commands;
    this.problems = problems;
    Thread.ofPlatform().daemon().name("antiphon-osc").start(this::run);
  }

  /**
   * Listens from now on.
   *
   * @param port 0 for any
   * @param commands does a line; throws IllegalArgumentException if it means nothing
   * @param problems is told what could not be done, in one line
   * @throws IOException if the port is taken
   */
  public static OscServer open(int port, Consumer<String> commands, Consumer<String> problems) throws IOException {
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
          commands.accept(line(message));
        }
      } catch (IOException e) {
        if (!socket.isClosed()) {
          problems.accept("OSC: " + e.getMessage());
        }
      } catch (RuntimeException e) {
        problems.accept("OSC: " + e.getMessage());
      }
    }
  }

  /** The line that would be typed. */
  static String line(OscMessage message) {
    String path = message.address().startsWith(ROOT) ? message.address().substring(ROOT.length()) : "";
    List<Object> arguments = message.arguments();
    if (path.equals("command") && arguments.size() == 1 && arguments.getFirst() instanceof String line
        && line.length() <= LONGEST_LINE && line.chars().noneMatch(Character::isISOControl)) {
      return line;
    }
    String row = path.replace('/', '.');
    if (Rows.known(row) && arguments.size() <= 1) {
      Object value = arguments.isEmpty() ? null : arguments.getFirst();
      return value instanceof Double number ? Rows.set(row, number)
          : (row.replace('.', ' ') + " " + (value == null ? "" : value)).strip();
    }
    if (path.equals("tempo") && arguments.size() == 1 && arguments.getFirst() instanceof Double tempo) {
      return String.format(Locale.ROOT, "tempo %.3f", tempo);
    }
    throw new IllegalArgumentException(message.address() + " with " + arguments.size() + " arguments: expected " + ROOT
        + "command with a line, " + ROOT + "tempo, or " + ROOT + " with one of " + String.join(", ", Rows.names()));
  }

  /** Listens no more. */
  @Override
  public void close() {
    socket.close();
  }
}
