package antiphon.web;

import antiphon.web.Door.Tried;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves the page and its interface on loopback, a virtual thread for each request. */
public final class Face implements AutoCloseable {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_CODE_BYTES = 1024;
  private static final int TOKEN_BYTES = 24;
  private static final long ALIVE_S = 15;
  private static final int NO_BODY = -1;
  private static final String API = "/api/";
  /** The page may load from here, and speak to here, alone. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
          + "connect-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
  private static final Map<String, String> FILES = Map.of(
      "/page.js", "text/javascript; charset=utf-8",
      "/door.js", "text/javascript; charset=utf-8",
      "/page.css", "text/css; charset=utf-8",
      "/icon.svg", "image/svg+xml");

  /** Its threads take connections in; one that dies, as for want of memory, is replaced. */
  private final ThreadGroup group = new ThreadGroup("antiphon-http") {
    @Override
    public void uncaughtException(Thread thread, Throwable reason) {
      studio.fault("page", reason);
      serveAnew();
    }
  };
  private final InetSocketAddress bound;
  private volatile HttpServer server;
  private volatile boolean closed;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Studio studio;
  private final Api api;
  private final TakesApi takes;
  private final Guard guard;
  private final URI address;
  private final String token;
  private final @Nullable Door door;

  private Face(HttpServer server, Studio studio, @Nullable Takes takes, String token, @Nullable Door door) {
    bound = server.getAddress();
    int port = bound.getPort();
    this.server = server;
    this.studio = studio;
    this.api = new Api(studio);
    this.takes = new TakesApi(studio, takes);
    this.token = token;
    this.door = door;
    this.guard = new Guard(port, token, door == null ? List.of() : addresses());
    this.address = URI.create("http://127.0.0.1:" + port + "/?token=" + token);
    serve(server);
  }

  private void serve(HttpServer on) {
    on.createContext("/", this::serve);
    on.setExecutor(threads);
    server = on;
    // The server's own thread is of the group of the one that starts it.
    Thread starter = new Thread(group, on::start, "antiphon-http");
    starter.start();
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void serveAnew() {
    if (closed) {
      return;
    }
    server.stop(0);
    try {
      serve(HttpServer.create(bound, 0));
    } catch (IOException e) {
      studio.fault("page", e);
    }
  }

  /**
   * A socket on loopback for {@link #open}, bound before anything else is begun, so that a port that is taken costs no
   * time.
   *
   * @param port 0 for any that is free
   * @throws IOException if it is taken
   */
  public static HttpServer bind(int port) throws IOException {
    return bind(port, false);
  }

  /** The same, on every address of this machine if the network is to reach it: then {@link #open} needs a door. */
  public static HttpServer bind(int port, boolean network) throws IOException {
    // Small answers at once, and nobody who sends a request for ever.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    return HttpServer.create(
        network ? new InetSocketAddress(port) : new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
  }

  /** A new token, of no use to guess. */
  public static String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The page's address. */
  public static URI address(HttpServer bound, String token) {
    return URI.create("http://127.0.0.1:" + bound.getAddress().getPort() + "/?token=" + token);
  }

  /** Serves from now on; the studio stays the caller's to close, after this. */
  public static Face open(HttpServer bound, Studio studio, String token) {
    return open(bound, studio, null, token, null);
  }

  /**
   * The same with takes, which stay the caller's to close too, and for other devices of the network.
   *
   * @param takes null where none are kept
   * @param door asks for the code; null if nobody else is let in, for which the socket must be one of loopback
   */
  public static Face open(HttpServer bound, Studio studio, @Nullable Takes takes, String token, @Nullable Door door) {
    if (door == null && !bound.getAddress().getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("the network reaches " + bound.getAddress() + ": expected a door");
    }
    return new Face(bound, studio, takes, token, door);
  }

  /** Addresses at which other devices of the network reach this machine. */
  public static List<String> addresses() {
    try {
      return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .map(InetAddress::getHostAddress).sorted().toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  /** Where the page is, with its token. */
  public URI address() {
    return address;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange);
    } catch (RuntimeException | Error e) {
      studio.fault("page", e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    Optional<Answer> refusal = guard.refusal(exchange);
    String path = exchange.getRequestURI().getPath();
    if (refusal.isPresent()) {
      send(exchange, refusal.get());
    } else if (path.startsWith(API)) {
      api(exchange, path.substring(API.length()));
    } else {
      send(exchange, file(exchange, path));
    }
  }

  private void api(HttpExchange exchange, String path) throws IOException {
    if (path.equals("code") && door != null) {
      code(exchange, door);
      return;
    }
    Optional<Answer> refusal = guard.refusalWithoutToken(exchange, false);
    if (refusal.isPresent()) {
      send(exchange, refusal.get());
      return;
    }
    boolean post = exchange.getRequestMethod().equals("POST");
    if (!post && !reads(exchange)) {
      send(exchange, Answer.error(405, "method " + exchange.getRequestMethod() + ": expected GET or POST"));
    } else if (path.equals("events") && !post && !isHead(exchange)) {
      events(exchange);
    } else {
      byte[] body = post ? body(exchange, TakesApi.isImport(path) ? TakesApi.MOST_BYTES : MOST_BYTES) : null;
      if (post && body == null) {
        return;
      }
      Answer answer;
      try {
        answer = TakesApi.has(path) ? takes.answer(path, body) : api.answer(path, body);
      } catch (RuntimeException | Error e) {
        studio.fault("page", e);
        answer = Answer.error(500, "unexpected " + e.getClass().getSimpleName() + ": " + e.getMessage());
      }
      send(exchange, answer);
    }
  }

  /** Whoever knows the code is given the token. */
  private void code(HttpExchange exchange, Door asked) throws IOException {
    byte[] body = exchange.getRequestMethod().equals("POST") ? body(exchange, MOST_CODE_BYTES) : new byte[0];
    if (body == null) {
      return;
    }
    try {
      String given = Json.object(body).path("code").asText("");
      send(exchange, switch (asked.knock(exchange.getRemoteAddress().getAddress(), given)) {
        case Tried.Right _ -> Answer.json(Map.of("token", token));
        case Tried.Mistaken wrong -> Answer.error(
            403, "that is not the code: expected the eight characters that the terminal shows; try again in " + wrong.waitS() + " s");
        case Tried.TooSoon early -> Answer.error(429, "too soon after a wrong code: try again in " + early.waitS() + " s");
      });
    } catch (IllegalArgumentException e) {
      send(exchange, Answer.error(400, String.valueOf(e.getMessage())));
    }
  }

  /** The body of a POST; null if it was refused. */
  private static byte @Nullable [] body(HttpExchange exchange, int most) throws IOException {
    List<String> type = exchange.getRequestHeaders().getOrDefault("Content-Type", List.of(""));
    if (!type.getFirst().strip().startsWith("application/json")) {
      send(exchange, Answer.error(415, "content type '" + type.getFirst() + "': expected application/json"));
      return null;
    }
    byte[] body = exchange.getRequestBody().readNBytes(most + 1);
    if (body.length > most) {
      send(exchange, Answer.error(413, "the body: expected at most " + most + " bytes"));
      return null;
    }
    return body;
  }

  private void events(HttpExchange exchange) throws IOException {
    BlockingQueue<String> queue = studio.pages().add();
    if (queue == null) {
      send(exchange, Answer.error(503, "too many pages listen: expected at most " + Subscribers.MOST));
      return;
    }
    try {
      headers(exchange, "text/event-stream; charset=utf-8");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      write(out, Feed.event("state", studio.state()));
      while (true) {
        String event = queue.poll(ALIVE_S, TimeUnit.SECONDS);
        if (event == null) {
          // Shows a page that has gone.
          out.write(": alive\n\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
        } else if (event.equals(Subscribers.END)) {
          return;
        } else {
          write(out, event);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      studio.pages().remove(queue);
    }
  }

  private static void write(OutputStream out, String event) throws IOException {
    out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private Answer file(HttpExchange exchange, String path) throws IOException {
    if (!reads(exchange)) {
      return Answer.error(405, "method " + exchange.getRequestMethod() + ": expected GET");
    }
    if (path.equals("/")) {
      boolean refused = guard.refusalWithoutToken(exchange, true).isPresent();
      return refused && door != null
          ? resource("/door.html", "text/html; charset=utf-8")
          : refused
          ? Answer.text(401, "This page needs its token: open the address that antiphon printed when it started.")
          : resource("/index.html", "text/html; charset=utf-8");
    }
    String type = FILES.get(path);
    return type == null ? Answer.text(404, path + ": there is no such page") : resource(path, type);
  }

  private static Answer resource(String path, String type) throws IOException {
    try (InputStream in = Face.class.getResourceAsStream("/antiphon/page" + path)) {
      if (in == null) {
        return Answer.text(500, path + " is not in this build");
      }
      return new Answer(200, type, in.readAllBytes());
    }
  }

  private static void headers(HttpExchange exchange, String type) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    headers(exchange, answer.type());
    int length = answer.body().length;
    if (isHead(exchange)) {
      // The server would complain of a length that it is given.
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(length));
      exchange.sendResponseHeaders(answer.status(), NO_BODY);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), length == 0 ? NO_BODY : length);
    exchange.getResponseBody().write(answer.body());
  }

  private static boolean isHead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("HEAD");
  }

  private static boolean reads(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET") || isHead(exchange);
  }

  /** Ends the server; pages see that it is gone. */
  @Override
  public synchronized void close() {
    closed = true;
    studio.pages().close();
    server.stop(0);
    threads.shutdownNow();
  }
}
