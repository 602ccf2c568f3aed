package antiphon.app;

import antiphon.session.live.PageSessions;
import antiphon.session.osc.OscServer;
import antiphon.session.live.TakeRecorder;
import antiphon.session.shelf.TakeShelf;
import antiphon.midi.MidiPorts;
import antiphon.model.Decoder;
import antiphon.time.Clock;
import antiphon.web.Door;
import antiphon.web.Face;
import antiphon.web.Studio;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The program without a command: the page, until Ctrl-C. Stateless. */
final class PageProgram {
  private static final int SEEDS = 1_000_000;
  private static final int HIGHEST_PORT = 65_535;
  private static final String TITLE = "Played on the page";

  private PageProgram() {}

  static int run(PageOptions options, CommandLine command) throws IOException {
    PrintWriter print = command.getOut();
    String token = Face.token();
    HttpServer bound = bind(options.port, options.listen, command);
    URI address = Face.address(bound, token);
    print.println(address);
    print.flush();
    ModelOptions model = ModelOptions.of(options.model);
    SecureRandom seeds = new SecureRandom();
    try (TakeShelf shelf = options.noTake ? null : TakeShelf.open(Path.of(TakeRecorder.FOLDER));
        MidiPorts ports = new MidiPorts(System::nanoTime);
        Decoder decoder = model.decoder();
        PageSessions sessions = new PageSessions(
            decoder, ports, model.model(), shelf, () -> model.origin(TITLE), print);
        Studio studio = new Studio(Antiphon.program(), sessions, () -> seeds.nextInt(SEEDS), Clock.system());
        Face face = Face.open(bound, studio, shelf, token, options.listen ? door(bound, print) : null);
        OscServer _ = OscPort.open(options.osc, studio::command, command)) {
      sessions.listen();
      print.println(options.noBrowser || !Browser.open(face.address())
          ? "open this address in a browser and play; Ctrl-C ends" : "your browser opens it; Ctrl-C ends");
      print.flush();
      CountDownLatch end = new CountDownLatch(1);
      Interrupts.call(end::countDown);
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  /** Says where other devices find the page, and the code for it. */
  private static Door door(HttpServer bound, PrintWriter print) {
    Face.addresses().forEach(address -> print.println("other devices: http://" + address + ":" + bound.getAddress().getPort() + "/"));
    Door door = new Door(System::nanoTime);
    print.println("their code: " + door.code());
    print.flush();
    return door;
  }

  private static HttpServer bind(int port, boolean network, CommandLine command) throws IOException {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new ParameterException(command, "--port " + port + ": expected 0 to " + HIGHEST_PORT);
    }
    try {
      return Face.bind(port, network);
    } catch (SocketException e) {
      throw new ParameterException(command, "--port " + port + ": " + Ports.problem(e) + "; give another, or 0 for any", e);
    }
  }
}
