package antiphon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PortsTest {
  @Test
  void shouldSayThatAPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      StringWriter said = new StringWriter();
      String port = String.valueOf(taken.getLocalPort());
      int exit = Antiphon.commandLine().setErr(new PrintWriter(said)).execute("--no-browser", "--port", port);
      assertThat(exit).isEqualTo(2);
      assertThat(said.toString().strip())
          .isEqualTo("antiphon: --port " + port + ": the port is taken, perhaps by antiphon itself; give another, or 0 for any; see 'antiphon --help'");
    }
  }

  @Test
  void shouldSayThatAPortMayNotBeOpened() {
    assertThat(Ports.problem(new BindException("Permission denied")))
        .isEqualTo("the system refuses the port (Permission denied), expected one that this user may open, mostly from 1024 on");
  }
}
