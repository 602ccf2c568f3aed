package antiphon.web;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Control;
import antiphon.time.Clock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against the real server with a real engine, in raw HTTP, as a browser would never send some of it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FaceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "right";

  private static TestSessions sessions;
  private static Studio studio;
  private static Face face;
  private static int port;

  private record Reply(int status, String head, String body) {
    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }
  }

  @BeforeAll
  static void open() throws IOException {
    var bound = Face.bind(0);
    port = bound.getAddress().getPort();
    sessions = new TestSessions();
    studio = new Studio("antiphon test", sessions, () -> 7, Clock.system());
    face = Face.open(bound, studio, TOKEN);
  }

  @AfterAll
  static void close() {
    face.close();
    studio.close();
    sessions.close();
  }

  private static Reply send(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int split = all.indexOf("\r\n\r\n");
      return new Reply(Integer.parseInt(all.substring(9, 12)), all.substring(0, split), all.substring(split + 4));
    }
  }

  @Test
  void shouldAnswerHeadAsGetWithoutABodyAndLogNothing() throws IOException {
    List<String> logged = new ArrayList<>();
    Handler handler = new Handler() {
      @Override
      public void publish(LogRecord line) {
        logged.add(line.getMessage());
      }

      @Override
      public void flush() {
        // Nothing waits.
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
    Logger server = Logger.getLogger("com.sun.net.httpserver");
    server.addHandler(handler);
    try {
      for (String path : List.of("/page.js", "/?token=" + TOKEN, "/api/state?token=" + TOKEN, "/nothing", "/api/events?token=" + TOKEN)) {
        Reply reply = send("HEAD " + path + " HTTP/1.1\r\n" + own() + "Connection: close\r\n\r\n");
        assertThat(reply.body()).as(path).isEmpty();
        assertThat(reply.head().toLowerCase(Locale.ROOT)).as(path).containsPattern("content-length: [1-9]");
        assertThat(reply.status()).as(path).isEqualTo(path.startsWith("/nothing") || path.startsWith("/api/events") ? 404 : 200);
      }
      assertThat(send("BREW / HTTP/1.1\r\n" + own() + "Connection: close\r\n\r\n").status()).isEqualTo(405);
    } finally {
      server.removeHandler(handler);
    }
    assertThat(logged).isEmpty();
  }

  private static String own() {
    return "Host: 127.0.0.1:" + port + "\r\n";
  }

  private static Reply get(String path, String headers) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");
  }

  private static Reply get(String path) throws IOException {
    return get(path, own() + "Authorization: Bearer " + TOKEN + "\r\n");
  }

  private static Reply post(String path, String type, String body) throws IOException {
    return send("POST " + path + " HTTP/1.1\r\n" + own() + "Authorization: Bearer " + TOKEN + "\r\nContent-Type: " + type
        + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body);
  }

  private static Reply post(String path, String body) throws IOException {
    return post(path, "application/json", body);
  }

  private static String error(Reply reply) throws IOException {
    String error = reply.json().path("error").asText();
    assertThat(error).isNotBlank().doesNotContain("\n");
    return error;
  }

  @Test
  void shouldRefuseWhoHasNoToken() throws IOException {
    for (String path : List.of("/api/state", "/api/events", "/api/controls", "/api/nothing")) {
      assertThat(get(path, own()).status()).as(path).isEqualTo(401);
      assertThat(get(path + "?token=wrong", own()).status()).as(path).isEqualTo(401);
    }
    assertThat(get("/", own()).status()).isEqualTo(401);
    assertThat(get("/?token=" + TOKEN, own()).status()).isNotEqualTo(401);
    assertThat(get("/api/clock?token=" + TOKEN, own()).status()).isEqualTo(200);
  }

  @Test
  void shouldRefuseOtherHostsAndSites() throws IOException {
    String token = "Authorization: Bearer " + TOKEN + "\r\n";
    assertThat(get("/api/state", "Host: evil.example:" + port + "\r\n" + token).status()).isEqualTo(403);
    assertThat(get("/api/state", "Host: 127.0.0.1:" + (port + 1) + "\r\n" + token).status()).isEqualTo(403);
    assertThat(get("/api/state", own() + token + "Origin: http://evil.example\r\n").status()).isEqualTo(403);
    assertThat(get("/api/state", own() + token + "Origin: null\r\n").status()).isEqualTo(403);
    assertThat(get("/api/state", own() + token + "Sec-Fetch-Site: cross-site\r\n").status()).isEqualTo(403);
    assertThat(get("/api/state", own() + token + "Origin: http://127.0.0.1:" + port + "\r\n").status()).isEqualTo(200);
  }

  @Test
  void shouldBoundBodiesAndAskForJson() throws IOException {
    assertThat(post("/api/command", "x".repeat(70_000)).status()).isEqualTo(413);
    assertThat(post("/api/command", "text/plain", "{\"line\":\"start\"}").status()).isEqualTo(415);
    assertThat(error(post("/api/command", "{\"line\":"))).contains("not JSON");
    assertThat(error(post("/api/command", "[1]"))).contains("expected a JSON object");
    assertThat(error(post("/api/command", "[".repeat(60_000)))).contains("not JSON");
    assertThat(error(post("/api/command", "{\"line\":\"\"}"))).contains("expected what would be typed");
    assertThat(get("/api/command").status()).isEqualTo(405);
    assertThat(get("/api/nothing").status()).isEqualTo(404);
    assertThat(get("/../../pom.xml").status()).isEqualTo(404);
  }

  @Test
  void shouldLetThePageSpeakToNobodyElse() throws IOException {
    assertThat(get("/page.css").head()).contains("Content-security-policy: default-src 'none'").contains("connect-src 'self'");
  }

  @Test
  void shouldServeTheWholeTableOfControls() throws IOException {
    JsonNode table = get("/api/controls").json();
    List<String> names = StreamSupport.stream(table.spliterator(), false).map(row -> row.path("name").asText()).toList();
    assertThat(names).isEqualTo(java.util.Arrays.stream(Control.values()).map(Control::word).toList());
    for (JsonNode row : table) {
      Control control = Control.of(row.path("name").asText()).orElseThrow();
      assertThat(row.path("lowest").asDouble()).isEqualTo(control.lowest());
      assertThat(row.path("meaning").asText()).isEqualTo(control.meaning());
      assertThat(row.path("choices").isEmpty()).isEqualTo(control.kind() != Control.Kind.CHOICE);
    }
  }

  @Test
  void shouldSetControlsAsIfTheyWereTyped() throws IOException {
    assertThat(post("/api/controls", "{\"density\": -0.5}").status()).isEqualTo(200);
    assertThat(sessions.commands).contains("density -0.5");
    assertThat(get("/api/state").json().path("controls").path("density").asDouble()).isEqualTo(-0.5);
    assertThat(error(post("/api/controls", "{\"volume\": 1}"))).contains("'volume'").contains("expected one of");
    assertThat(error(post("/api/controls", "{\"density\": 5}"))).contains("from -1 to 1");
    assertThat(error(post("/api/controls", "{\"density\": \"1 2\"}"))).contains("expected a number");
  }

  @Test
  void shouldSetOneVoiceAndTellIt() throws IOException {
    post("/api/session", "{\"preset\": \"folk-duet\"}");
    assertThat(post("/api/controls", "{\"register.2\": -12}").status()).isEqualTo(200);
    assertThat(sessions.commands).contains("register 2 -12");
    assertThat(get("/api/state").json().path("controls").path("register.2").asDouble()).isEqualTo(-12);
    assertThat(error(post("/api/controls", "{\"register.x\": 1}"))).contains("a voice's number");
    assertThat(error(post("/api/controls", "{\"register.5\": 1}"))).as("a voice that the preset lacks").contains("voice");
    post("/api/controls", "{\"register\": 0}");
    assertThat(get("/api/state").json().path("controls").has("register.2")).isFalse();
    post("/api/session", "{\"preset\": \"folk-melody\"}");
  }

  @Test
  void shouldChooseAmongTheDevicesOfTheMachine() throws IOException {
    JsonNode there = get("/api/devices").json();
    assertThat(there.path("inputs").get(0).path("name").asText()).isEqualTo("Keystation");
    assertThat(there.path("output").asText()).as("the browser").isEmpty();
    assertThat(post("/api/devices", "{\"input\": \"Keystation\", \"on\": false}").json().path("inputs").get(0).path("on").asBoolean()).isFalse();
    assertThat(post("/api/devices", "{\"output\": \"synth\"}").json().path("output").asText()).isEqualTo("synth");
    assertThat(get("/api/state").json().path("devices").path("output").asText()).isEqualTo("synth");
    assertThat(error(post("/api/devices", "{\"output\": \"organ\"}"))).contains("expected one of synth");
    assertThat(error(post("/api/devices", "{\"output\": \"socket:/run/bus\"}"))).contains("expected");
    assertThat(error(post("/api/devices", "{\"input\": \"Keystation\"}"))).contains("expected");
    post("/api/devices", "{\"output\": \"\"}");
  }

  @Test
  void shouldBindWhatIsTurnedToARowOfTheTable() throws IOException {
    assertThat(error(post("/api/map", "{\"learn\": \"volume\"}"))).contains("expected one of");
    assertThat(post("/api/map", "{\"learn\": \"density\"}").json().path("learning").asText()).isEqualTo("density");
    post("/api/notes", "{\"notes\": [[1, 176, 74, 3]]}");
    assertThat(get("/api/map").json().path("bindings").get(0).path("from").asText()).isEqualTo("cc 1 74");
    int before = sessions.commands.size();
    post("/api/notes", "{\"notes\": [[1, 176, 74, 127]]}");
    for (int looks = 0; looks < 2_000 && sessions.commands.size() == before; looks++) {
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
    assertThat(sessions.commands).last().isEqualTo("density 1");
    assertThat(error(post("/api/map", "{\"forget\": \"cc 2 74\"}"))).contains("not bound");
    assertThat(post("/api/map", "{\"forget\": \"cc 1 74\"}").json().path("bindings")).isEmpty();
    post("/api/controls", "{\"density\": 0}");
  }

  @Test
  void shouldLeaveALockedKeyWhereTheChangesAreOthers() throws IOException {
    assertThat(post("/api/controls", "{\"key-lock\": 16, \"density\": -0.5}").status()).isEqualTo(200);
    post("/api/session", "{\"preset\": \"folk-duet\"}");
    assertThat(sessions.settings.controls().value(Control.KEY_LOCK)).as("another style").isEqualTo(16);
    post("/api/session", "{\"preset\": \"lead-sheet\", \"chart\": \"blues\"}");
    assertThat(sessions.settings.controls().value(Control.KEY_LOCK)).as("changes with a key of their own").isEqualTo(-1);
    assertThat(sessions.settings.controls().value(Control.DENSITY)).as("all else stays").isEqualTo(-0.5);
    post("/api/session", "{\"preset\": \"folk-melody\", \"chart\": \"\", \"set\": {\"density\": 0}}");
  }

  @Test
  void shouldSaveShareAndDeletePresets() throws IOException {
    post("/api/session", "{\"preset\": \"quartet\", \"chart\": \"blues\", \"cycle\": 5, \"backing\": \"swing\", \"mode\": \"trade\", \"set\": {\"density\": -0.25}}");
    JsonNode saved = post("/api/presets", "{\"save\": \"Late night\"}").json();
    assertThat(saved.path("name").asText()).isEqualTo("late-night");
    JsonNode file = get("/api/presets/late-night").json();
    assertThat(file.path("file").asText()).isEqualTo("late-night.toml");
    assertThat(file.path("toml").asText()).contains("title = \"Late night\"").contains("mode = \"trade\"").contains("chart = \"blues\"")
        .contains("cycle = 5").contains("backing = \"swing\"").contains("\"density\" = \"-0.25\"");
    assertThat(post("/api/session", "{\"preset\": \"late-night\"}").json().path("preset").path("title").asText()).isEqualTo("Late night");
    String toml = JSON.writeValueAsString(file.path("toml").asText());
    assertThat(post("/api/presets", "{\"toml\": " + toml + "}").json().path("name").asText()).isEqualTo("late-night-2");
    assertThat(post("/api/presets", "{\"duplicate\": \"late-night\", \"title\": \"Later\"}").json().path("name").asText()).isEqualTo("later");
    assertThat(post("/api/presets", "{\"delete\": \"late-night-2\"}").json().path("presets")).hasSize(2);
    assertThat(error(post("/api/presets", "{\"toml\": \"not a preset\"}"))).startsWith("the preset, line 1");
    assertThat(error(post("/api/presets", "{\"toml\": \"" + "#".repeat(40_000) + "\"}"))).contains("more than 32768");
    assertThat(error(post("/api/presets", "{\"save\": \"\"}"))).contains("title: expected");
    assertThat(error(get("/api/presets/..%2f..%2fetc"))).contains("there is none");
    assertThat(get("/api/presets").json()).extracting(row -> row.path("name").asText()).containsExactly("late-night", "later");
    post("/api/session", "{\"preset\": \"folk-melody\", \"chart\": \"\", \"cycle\": 0, \"set\": {\"density\": 0}}");
  }

  @Test
  void shouldRefuseNotesThatAreNone() throws IOException {
    assertThat(post("/api/notes", "{\"notes\": [[1, 144, 60, 90], [2, 128, 60, 0]]}").status()).isEqualTo(200);
    for (String bad : List.of("[]", "[[1, 144, 60]]", "[[1, 144, 200, 90]]", "[[1, 240, 60, 90]]", "[[1, 192, 6, 9]]", "[[\"a\", 144, 60, 90]]")) {
      assertThat(error(post("/api/notes", "{\"notes\": " + bad + "}"))).as(bad).contains("expected");
    }
  }

  @Test
  void shouldOpenAnotherSessionAndKeepTheOldOneIfThereIsNoSuch() throws IOException {
    int before = sessions.opened;
    assertThat(error(post("/api/session", "{\"preset\": \"nope\"}"))).contains("expected one of");
    assertThat(error(post("/api/session", "{\"chart\": \"Xm | G\"}"))).contains("chart");
    assertThat(error(post("/api/session", "{\"preset\": \"/etc/passwd.toml\"}"))).contains("expected one of");
    assertThat(error(post("/api/session", "{\"shape\": 1}"))).contains("key 'shape'");
    assertThat(sessions.opened).isEqualTo(before);
    Reply reply = post("/api/session", "{\"preset\": \"song-accompanist\", \"chart\": \"blues\", \"backing\": \"swing\", \"mode\": \"accompany\"}");
    assertThat(reply.json().path("preset").path("name").asText()).isEqualTo("song-accompanist");
    assertThat(reply.json().path("chart").path("bars").asInt()).isEqualTo(12);
    assertThat(reply.json().path("chart").path("form").get(0).path("Bb").toString()).as("for a trumpet").isEqualTo("[\"G7\"]");
    Reply typed = post("/api/chart", "{\"text\": \"Am, F, C, G\", \"up\": 1}");
    assertThat(typed.json().path("charts").get(0).path("text").asText()).endsWith("Bbm | Gb | Db | Ab |\n");
    assertThat(error(post("/api/chart", "{\"text\": \"Am Fx\"}"))).contains("chord 'Fx'");
    assertThat(sessions.opened).isEqualTo(before + 1);
    assertThat(sessions.closed).isEqualTo(before);
    Reply alone = post("/api/session", "{\"preset\": \"folk-melody\", \"chart\": \"\"}");
    assertThat(alone.status()).isEqualTo(200);
    assertThat(alone.json().path("controls").path("mode").asInt()).as("no voice to accompany with").isZero();
    assertThat(error(post("/api/command", "{\"line\": \"mode accompany\"}"))).contains("no voice beside the player's");
  }

  @Test
  void shouldTellWhatIsPlayedAndWhatComes() throws IOException {
    assertThat(post("/api/session", "{\"preset\": \"folk-melody\", \"tempo\": 300, \"meter\": \"2/4\"}").status()).isEqualTo(200);
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(
          ("GET /api/events HTTP/1.1\r\n" + own() + "Authorization: Bearer " + TOKEN + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      BufferedReader events = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(next(events, "state", data -> true).path("preset").path("meter").asText()).isEqualTo("2/4");
      double now = get("/api/clock").json().path("now").asDouble();
      post("/api/notes", "{\"notes\": [[" + now + ", 144, 67, 90]]}");
      JsonNode own = next(events, "played", data -> data.path("messages").get(0).get(0).asInt() == 0);
      assertThat(own.path("messages").get(0).get(2).asInt()).isEqualTo(67);
      next(events, "position", data -> data.path("rolling").asBoolean());
      post("/api/notes", "{\"notes\": [[" + (now + 150) + ", 128, 67, 0]]}");
      next(events, "bar", data -> data.path("you").path("state").asText().equals("HEARD"));
      JsonNode planned = next(events, "bar", data -> data.path("antiphon").path("state").asText().equals("PLANNED"));
      assertThat(planned.path("bar").asInt()).isGreaterThanOrEqualTo(4);
      JsonNode sealed = next(events, "bar", data -> data.path("antiphon").path("state").asText().equals("SEALED"));
      assertThat(sealed.path("start").asLong()).isEqualTo(sealed.path("bar").asLong() * 20_160);
      JsonNode figures = next(events, "figures", data -> data.has("marginMs"));
      assertThat(figures.path("marginMsP50").asDouble()).isGreaterThanOrEqualTo(figures.path("marginMs").asDouble());
    }
    post("/api/command", "{\"line\": \"stop\"}");
  }

  @Test
  void shouldCallOnlyHangingWhatSoundsWhileTheMusicStandsStill() throws IOException {
    post("/api/session", "{\"preset\": \"folk-melody\", \"tempo\": 300, \"meter\": \"2/4\"}");
    double now = get("/api/clock").json().path("now").asDouble();
    post("/api/notes", "{\"notes\": [[" + now + ", 144, 67, 90], [" + (now + 1) + ", 128, 67, 0]]}");
    JsonNode figures = get("/api/state").json().path("figures");
    while (figures.path("sounding").asInt() == 0) {
      figures = get("/api/state").json().path("figures");
    }
    assertThat(figures.path("hanging").asInt()).as("it will end").isZero();
    post("/api/command", "{\"line\": \"stop\"}");
    while (figures.path("sounding").asInt() > 0) {
      figures = get("/api/state").json().path("figures");
    }
    assertThat(figures.path("lostInput").asInt()).isZero();
  }

  @Test
  void shouldForgetPagesThatAreGone() throws IOException {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    for (int n = 0; n < 2 * Subscribers.MOST; n++) {
      String answer = "";
      while (!answer.contains("200 OK")) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
          socket.getOutputStream().write(
              ("GET /api/events HTTP/1.1\r\n" + own() + "Authorization: Bearer " + TOKEN + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
          answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
        }
        assertThat(System.nanoTime()).as("page %d is let in, though %d have gone: %s", n, n, answer).isLessThan(endNs);
        // What is told shows that a page has gone.
        post("/api/controls", "{\"density\": " + n % 2 + "}");
      }
    }
    while (!studio.pages().isEmpty()) {
      assertThat(System.nanoTime()).as("pages gone and not forgotten").isLessThan(endNs);
      post("/api/controls", "{\"density\": " + System.nanoTime() % 2 + "}");
    }
    post("/api/controls", "{\"density\": 0}");
  }

  @Test
  void shouldServeOnWhenTheThreadThatTakesConnectionsInDies() throws IOException {
    Thread dispatcher = Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("HTTP-Dispatcher") && thread.getThreadGroup().getName().equals("antiphon-http"))
        .findFirst().orElseThrow();
    // As Java does it when the thread dies.
    dispatcher.getUncaughtExceptionHandler().uncaughtException(dispatcher, new OutOfMemoryError("Java heap space"));
    assertThat(get("/api/clock").status()).isEqualTo(200);
    assertThat(dispatcher.isAlive()).isFalse();
    JsonNode fault = get("/api/state").json().path("faults").get(0);
    assertThat(fault.path("text").asText()).startsWith("fault in page: OutOfMemoryError: Java heap space");
    assertThat(sessions.faults).extracting(told -> told.kind()).contains("OutOfMemoryError");
  }

  /** The next event of that name that is as wanted. */
  private static JsonNode next(BufferedReader events, String name, Predicate<JsonNode> wanted) throws IOException {
    List<String> seen = new ArrayList<>();
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      if (line.startsWith("data: ")) {
        JsonNode event = JSON.readTree(line.substring(6));
        seen.add(event.path("event").asText());
        if (event.path("event").asText().equals(name) && wanted.test(event.path("data"))) {
          return event.path("data");
        }
      }
    }
    throw new AssertionError("no such " + name + " among " + seen);
  }
}
