package antiphon.web;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.library.Listed;
import antiphon.library.Shelved;
import antiphon.library.TakeLibrary;
import antiphon.library.TakeReader;
import antiphon.pipeline.EngineSettings;
import antiphon.time.Clock;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page over takes that fail in every way: each request is answered, and the next one too. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FailingTakesTest {
  private static final String TOKEN = "right";

  @TempDir private Path folder;

  /** Each take of it, and each import, throws what its name says. */
  private static final class Failing implements Takes, TakeReader {
    private final TakeLibrary library;

    Failing(Path folder) {
      library = TakeLibrary.open(folder, this);
    }

    private static Throwable named(String name) {
      return switch (name) {
        case "memory" -> new OutOfMemoryError("Java heap space");
        case "stack" -> new StackOverflowError();
        case "link" -> new NoClassDefFoundError("gone");
        default -> new IllegalStateException(name);
      };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void fail(String name) throws T {
      throw (T) named(name);
    }

    @Override
    public Optional<Path> source(Path own) {
      return Optional.of(own.resolve("file")).filter(Files::exists);
    }

    @Override
    public Optional<Shelved> read(Path source) {
      Failing.<RuntimeException>fail(String.valueOf(source.getParent().getFileName()));
      return Optional.empty();
    }

    @Override
    public TakeLibrary library() {
      return library;
    }

    @Override
    public List<String> sync() {
      return library.sync(Set.of()).problems();
    }

    @Override
    public byte[] export(Listed take, String kind) {
      return new byte[0];
    }

    @Override
    public String abc(Listed take) {
      return "";
    }

    @Override
    public Branch branch(Listed take, int bar, EngineSettings now) {
      throw new IllegalStateException("none");
    }

    @Override
    public String take(String name, byte[] bytes) {
      Failing.<RuntimeException>fail(name);
      return name;
    }
  }

  private static String send(int port, String method, String path, String body) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write((method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + TOKEN
          + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body)
          .getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void shouldAnswerWhateverIsThrownAndListTheRest() throws Exception {
    for (String name : List.of("memory", "stack", "odd")) {
      Files.createDirectories(folder.resolve(name));
      Files.writeString(folder.resolve(name).resolve("file"), name);
    }
    var bound = Face.bind(0);
    int port = bound.getAddress().getPort();
    Failing takes = new Failing(folder);
    try (TestSessions sessions = new TestSessions();
        Studio studio = new Studio("antiphon test", sessions, () -> 7, Clock.system());
        Face face = Face.open(bound, studio, takes, TOKEN, null)) {
      for (int n = 0; n < 2; n++) {
        String list = send(port, "GET", "/api/takes", "");
        assertThat(list).startsWith("HTTP/1.1 200");
        assertThat(new ObjectMapper().readTree(list.substring(list.indexOf("\r\n\r\n"))).path("problems")).hasSize(3);
        for (String name : List.of("memory", "stack", "link")) {
          assertThat(send(port, "POST", "/api/takes/import", "{\"file\": \"" + name + "\", \"data\": \"\"}"))
              .startsWith("HTTP/1.1 500").contains("{\"error\":\"unexpected ");
        }
        assertThat(send(port, "POST", "/api/takes/import", "{\"file\": \"odd\", \"data\": \"\"}")).startsWith("HTTP/1.1 409").contains("odd");
        assertThat(send(port, "GET", "/api/state", "")).startsWith("HTTP/1.1 200").contains("fault in page: OutOfMemoryError");
      }
      assertThat(sessions.faults).as("each once").hasSize(3);
      assertThat(face.address().getPort()).isEqualTo(port);
    } finally {
      takes.library().close();
    }
  }
}
