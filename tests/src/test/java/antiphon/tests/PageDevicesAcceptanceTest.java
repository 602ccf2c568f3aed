package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.midi.MidiPorts;
import antiphon.midi.PortListener;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where it sounds outlives the program, also one that is killed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class PageDevicesAcceptanceTest {
  @TempDir private Path folder;

  private Process start(Path out) throws Exception {
    Files.deleteIfExists(out);
    Process program = Program.start(
        folder, out, folder.resolve("err.txt"), "--no-browser", "--port", "0", "--no-take", "--model", Program.randomModel());
    Chromium.await("the address", () -> Files.exists(out) && Files.readString(out).contains("Ctrl-C"));
    return program;
  }

  private static JsonNode ask(Path out, String path, String body) throws Exception {
    String address = Files.readAllLines(out).getFirst();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.substring(0, address.indexOf('?')) + path))
        .header("Authorization", "Bearer " + address.substring(address.indexOf("token=") + 6)).header("Content-Type", "application/json");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return new ObjectMapper().readTree(client.send(
          (body.isEmpty() ? request : request.POST(HttpRequest.BodyPublishers.ofString(body))).build(),
          HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  @Test
  void shouldSoundWhereItDidBeforeAndKeepWhatIsChosen() throws Exception {
    Path out = folder.resolve("out.txt");
    Path wire = folder.resolve("wire");
    Path chosen = Files.createDirectories(folder.resolve("config/antiphon")).resolve("devices.txt");
    Files.writeString(chosen, "output = socket:" + wire + "\noff = Keystation\n");
    try (MidiPorts ports = new MidiPorts(System::nanoTime)) {
      ports.openInput("socket:" + wire, (message, timeNs) -> {}, PortListener.NONE);
      Process first = start(out);
      try {
        Chromium.await("the output", () -> Files.readString(out).contains("sounds at socket:" + wire));
        assertThat(ask(out, "api/devices", "").path("output").asText()).contains("wire");
        assertThat(ask(out, "api/devices", "{\"output\": \"\"}").path("output").asText()).isEmpty();
      } finally {
        first.destroyForcibly().waitFor();
      }
      assertThat(chosen).content().contains("off = Keystation").doesNotContain("output");
    }
  }
}
