package antiphon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.time.Clock;
import antiphon.web.Door.Tried;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DoorTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final String WRONG = "00000000";
  private static final Tried RIGHT = new Tried.Right();

  private final AtomicLong nowNs = new AtomicLong();
  private final Door door = new Door(nowNs::get);
  private final InetAddress phone = address("192.168.0.7");

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void shouldOpenForTheCodeThatIsShownHoweverItIsTyped() {
    assertThat(door.code()).matches("[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}").isNotEqualTo(new Door(nowNs::get).code());
    for (String typed : List.of(door.code(), door.code().replace("-", ""), " " + door.code().toLowerCase(java.util.Locale.ROOT).replace('-', ' '))) {
      assertThat(door.knock(phone, typed)).as(typed).isEqualTo(RIGHT);
    }
    assertThat(door.knock(phone, null)).isEqualTo(new Tried.Mistaken(1));
  }

  @Test
  void shouldLetAnAddressWaitTwiceAsLongAfterEachWrongTryAndNobodyElse() {
    long waitS = 1;
    for (int n = 0; n < 14; n++) {
      assertThat(door.knock(phone, WRONG)).isEqualTo(new Tried.Mistaken(waitS));
      nowNs.addAndGet(waitS * SECOND_NS - 1);
      assertThat(door.knock(phone, door.code())).as("the right one, too soon").isEqualTo(new Tried.TooSoon(1));
      assertThat(door.knock(address("192.168.0." + (100 + n)), door.code())).as("another").isEqualTo(RIGHT);
      nowNs.addAndGet(1);
      waitS = Math.min(900, 2 * waitS);
    }
    assertThat(door.knock(phone, door.code())).as("in its time").isEqualTo(RIGHT);
    assertThat(door.knock(phone, WRONG)).as("all is forgotten").isEqualTo(new Tried.Mistaken(1));
  }

  @Test
  void shouldTakeAllAddressesOfAnIpv6NetworkForOneAndRememberSoManyOnly() {
    assertThat(door.knock(address("fe80::1"), WRONG)).isEqualTo(new Tried.Mistaken(1));
    assertThat(door.knock(address("fe80::2"), door.code())).isEqualTo(new Tried.TooSoon(1));
    assertThat(door.knock(address("fd00::2"), door.code())).isEqualTo(RIGHT);
    for (int n = 0; n < 3 * Door.MOST_ADDRESSES; n++) {
      door.knock(address("10." + (n >> 16) + "." + (n >> 8 & 255) + "." + (n & 255)), WRONG);
    }
    assertThat(door.addresses()).isEqualTo(Door.MOST_ADDRESSES);
  }

  @Test
  void shouldLookAtOneOfSeveralTriesThatComeAtOnce() throws Exception {
    int threads = 4;
    AtomicLong roundS = new AtomicLong();
    // Whoever is between a look at the clock and its answer gives way, so that another may come between.
    Door busy = new Door(() -> {
      long atNs = roundS.get() * 1_000 * SECOND_NS;
      LockSupport.parkNanos(1);
      return atNs;
    });
    CyclicBarrier together = new CyclicBarrier(threads, roundS::incrementAndGet);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      Callable<Long> tries = () -> {
        long looked = 0;
        for (int round = 0; round < 1_000; round++) {
          together.await();
          looked += busy.knock(phone, WRONG) instanceof Tried.Mistaken ? 1 : 0;
        }
        return looked;
      };
      long looked = 0;
      for (Future<Long> one : pool.invokeAll(java.util.Collections.nCopies(threads, tries))) {
        looked += one.get();
      }
      assertThat(looked).isEqualTo(1_000);
    }
  }

  @Test
  void shouldLetTheOwnerInWhileManyAddressesGuess() throws Exception {
    var bound = Face.bind(0, true);
    int port = bound.getAddress().getPort();
    try (TestSessions sessions = new TestSessions();
        Studio studio = new Studio("antiphon test", sessions, () -> 7, Clock.system());
        Face face = Face.open(bound, studio, null, "secret", door);
        ExecutorService pool = Executors.newFixedThreadPool(4)) {
      assertThat(face.address().getHost()).isEqualTo("127.0.0.1");
      Stream<Callable<Integer>> guesses = IntStream.rangeClosed(1, 400).mapToObj(
          n -> () -> Integer.parseInt(send(port, "127.0.0." + (10 + n % 60), code(port, WRONG)).substring(9, 12)));
      List<Future<Integer>> flood = guesses.map(pool::submit).toList();
      assertThat(send(port, "127.0.0.9", code(port, "MISTYPED"))).startsWith("HTTP/1.1 403").contains("in 1 s");
      assertThat(send(port, "127.0.0.9", code(port, door.code()))).startsWith("HTTP/1.1 429").contains("in 1 s");
      for (int n = 0; n < 20; n++) {
        assertThat(send(port, "127.0.0." + (100 + n), code(port, door.code()))).startsWith("HTTP/1.1 200").contains("secret");
        assertThat(send(port, "127.0.0.9", get(port, "/api/clock?token=secret"))).as("with the token").startsWith("HTTP/1.1 200");
      }
      int wrong = 0;
      for (Future<Integer> one : flood) {
        assertThat(one.get()).isIn(403, 429);
        wrong += one.get() == 403 ? 1 : 0;
      }
      assertThat(wrong).as("one look at each of 60 addresses, as the clock stands still").isEqualTo(60);
    }
  }

  private static String get(int port, String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
  }

  private static String code(int port, String code) {
    String body = "{\"code\": \"" + code + "\"}";
    return "POST /api/code HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length() + "\r\nConnection: close\r\n\r\n" + body;
  }

  /** Asks from another address of loopback. */
  private static String send(int port, String from, String request) throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void shouldLetNobodyFromTheNetworkInWithoutTheCode() throws Exception {
    var bound = Face.bind(0, true);
    int port = bound.getAddress().getPort();
    try (TestSessions sessions = new TestSessions();
        Studio studio = new Studio("antiphon test", sessions, () -> 7, Clock.system());
        Face face = Face.open(bound, studio, null, "secret", door)) {
      assertThat(send(port, "127.0.0.1", get(port, "/"))).contains("door.js").doesNotContain("secret");
      assertThat(send(port, "127.0.0.1", get(port, "/api/state"))).startsWith("HTTP/1.1 401");
      assertThat(send(port, "127.0.0.1", code(port, "x".repeat(2_000)))).startsWith("HTTP/1.1 413");
      String answer = send(port, "127.0.0.1", code(port, door.code()));
      JsonNode json = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
      assertThat(json.path("token").asText()).isEqualTo("secret");
      assertThat(send(port, "127.0.0.1", get(port, "/api/clock?token=secret"))).startsWith("HTTP/1.1 200");
      assertThatThrownBy(() -> Face.open(bound, studio, "token")).hasMessageContaining("expected a door");
      assertThat(face.address().getHost()).isEqualTo("127.0.0.1");
    }
  }
}
