package antiphon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.time.Clock;
import antiphon.web.Door.Tried;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DoorTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final AtomicLong nowNs = new AtomicLong();
  private final List<String> codes = new ArrayList<>();
  private final Door door = new Door(nowNs::get, codes::add);

  private static String other(String code) {
    return code.equals("000000") ? "111111" : "000000";
  }

  @Test
  void shouldOpenForTheCodeThatIsShown() {
    assertThat(codes).singleElement().asString().matches("[0-9]{6}");
    assertThat(door.knock(codes.getLast())).isEqualTo(Tried.RIGHT);
    nowNs.addAndGet(SECOND_NS);
    assertThat(door.knock(null)).isEqualTo(Tried.WRONG);
  }

  @Test
  void shouldLookAtOneTryASecondAndShowAnotherCodeAfterFiveWrongOnes() {
    String first = codes.getLast();
    assertThat(door.knock(other(first))).isEqualTo(Tried.WRONG);
    assertThat(door.knock(first)).as("the right one, too soon").isEqualTo(Tried.TOO_SOON);
    for (int n = 1; n < 5; n++) {
      assertThat(codes).hasSize(1);
      nowNs.addAndGet(SECOND_NS);
      assertThat(door.knock(other(first))).isEqualTo(Tried.WRONG);
    }
    assertThat(codes).hasSize(2);
    nowNs.addAndGet(SECOND_NS);
    assertThat(door.knock(codes.getLast())).isEqualTo(Tried.RIGHT);
  }

  @Test
  void shouldLetNobodyFromTheNetworkInWithoutTheCode() throws Exception {
    var bound = Face.bind(0, true);
    int port = bound.getAddress().getPort();
    String host = Face.addresses().stream().findFirst().orElse("127.0.0.1");
    URI page = URI.create("http://" + host + ":" + port + "/");
    try (TestSessions sessions = new TestSessions();
        Studio studio = new Studio("antiphon test", sessions, () -> 7, Clock.system());
        Face face = Face.open(bound, studio, null, "secret", door);
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(send(client, HttpRequest.newBuilder(page).build()).body()).contains("door.js").doesNotContain("secret");
      assertThat(send(client, HttpRequest.newBuilder(page.resolve("api/state")).build()).statusCode()).isEqualTo(401);
      assertThat(code(client, page, other(codes.getLast())).statusCode()).isEqualTo(403);
      assertThat(code(client, page, codes.getLast()).statusCode()).as("too soon").isEqualTo(429);
      nowNs.addAndGet(SECOND_NS);
      JsonNode answer = new ObjectMapper().readTree(code(client, page, codes.getLast()).body());
      assertThat(answer.path("token").asText()).isEqualTo("secret");
      assertThat(send(client, HttpRequest.newBuilder(page.resolve("api/clock?token=secret")).build()).statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> Face.open(bound, studio, "token")).hasMessageContaining("expected a door");
      assertThat(face.address().getHost()).isEqualTo("127.0.0.1");
    }
  }

  private static HttpResponse<String> code(HttpClient client, URI page, String code) throws Exception {
    return send(client, HttpRequest.newBuilder(page.resolve("api/code")).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"code\": \"" + code + "\"}")).build());
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
