package antiphon.app;

import antiphon.control.Command;
import antiphon.session.osc.OscServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.SocketException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Opens the port for Open Sound Control that was asked for, if any. Stateless. */
final class OscPort {
  private static final int HIGHEST_PORT = 65_535;

  private OscPort() {}

  /** The server, which the caller closes; null if none was asked for. */
  static @Nullable OscServer open(@Nullable Integer port, Consumer<Command> commands, CommandLine command) throws IOException {
    if (port == null) {
      return null;
    }
    if (port < 0 || port > HIGHEST_PORT) {
      throw new ParameterException(command, "--osc " + port + ": expected 0 to " + HIGHEST_PORT);
    }
    PrintWriter print = command.getOut();
    try {
      OscServer server = OscServer.open(port, commands, problem -> {
        print.println("  " + problem);
        print.flush();
      });
      print.println("OSC on UDP port " + server.port());
      return server;
    } catch (SocketException e) {
      throw new ParameterException(command, "--osc " + port + ": " + Ports.problem(e) + "; give another, or 0 for any", e);
    }
  }
}
