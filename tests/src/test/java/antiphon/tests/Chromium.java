package antiphon.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A real browser without a window, driven by its DevTools protocol; it can resolve no name, so that it reaches nobody. */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONGEST_S = 90;
  private static final long LOOK_NS = 20_000_000;

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();

  /** @param folder for its profile */
  Chromium(Path folder, int width, int height) throws IOException {
    process = new ProcessBuilder(
        "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio",
        "--autoplay-policy=no-user-gesture-required", "--no-first-run", "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--remote-debugging-port=0", "--lang=en-US",
        "--window-size=" + width + "," + height, "--user-data-dir=" + folder.resolve("chromium"), "about:blank")
        .redirectErrorStream(true).redirectOutput(folder.resolve("chromium.log").toFile()).start();
    Path active = folder.resolve("chromium").resolve("DevToolsActivePort");
    await("the browser", () -> Files.exists(active) && Files.readAllLines(active).size() > 1);
    String port = Files.readAllLines(active).getFirst();
    socket = HttpClient.newHttpClient().newWebSocketBuilder()
        .buildAsync(URI.create(page(port)), new Listener()).orTimeout(LONGEST_S, TimeUnit.SECONDS).join();
    call("Network.enable", Map.of());
    call("Runtime.enable", Map.of());
    call("Page.enable", Map.of());
  }

  private static String page(String port) throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
      for (JsonNode target : JSON.readTree(client.send(list, HttpResponse.BodyHandlers.ofString()).body())) {
        if (target.path("type").asText().equals("page")) {
          return target.path("webSocketDebuggerUrl").asText();
        }
      }
      throw new IOException("the browser has no page");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** A condition that may fail to be asked. */
  interface Condition {
    boolean holds() throws IOException;
  }

  /** Waits until it holds; fails after a minute and a half. */
  static void await(String what, Condition condition) throws IOException {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_S);
    while (!condition.holds()) {
      if (System.nanoTime() > endNs) {
        throw new AssertionError(what + ": not seen within " + LONGEST_S + " s");
      }
      LockSupport.parkNanos(LOOK_NS);
    }
  }

  /** Opens an address. */
  void open(String address) {
    call("Page.navigate", Map.of("url", address));
  }

  /** The value of an expression of the page. */
  JsonNode value(String expression) {
    JsonNode result = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Waits until an expression of the page is true. */
  void await(String expression) throws IOException {
    try {
      await(expression, () -> value("Boolean(" + expression + ")").asBoolean());
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; problems of the page: " + problems
          + ", its state: " + value("JSON.stringify(window.antiphon?.store.figures)"), e);
    }
  }

  /** Chooses or types a value of the field with that id. */
  void choose(String id, String value) {
    value("(() => { const s = document.getElementById('" + id + "'); s.value = " + TextNode.valueOf(value)
        + "; s.dispatchEvent(new Event('change')); })()");
  }

  /** Clicks the first element that a selector finds. */
  void click(String selector) {
    value("document.querySelector(" + TextNode.valueOf(selector) + ").click()");
  }

  /** Presses a key of the computer's keyboard by its place. */
  void down(String code, String key) {
    call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "code", code, "key", key));
  }

  void up(String code, String key) {
    call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "code", code, "key", key));
  }

  void press(String code, String key) {
    down(code, key);
    up(code, key);
  }

  /** Presses a key that writes no text, such as Tab, and is told to the page as a keyboard would. */
  void strike(String code, int number, int modifiers) {
    for (String type : new String[] {"rawKeyDown", "keyUp"}) {
      call("Input.dispatchKeyEvent", Map.of(
          "type", type, "code", code, "key", code, "windowsVirtualKeyCode", number, "nativeVirtualKeyCode", number, "modifiers", modifiers));
    }
  }

  /** Presses a key that writes text, such as Enter or Space, as a keyboard would. */
  void type(String code, String key, int number, String text) {
    call("Input.dispatchKeyEvent", Map.of(
        "type", "keyDown", "code", code, "key", key, "text", text, "windowsVirtualKeyCode", number, "nativeVirtualKeyCode", number));
    call("Input.dispatchKeyEvent", Map.of(
        "type", "keyUp", "code", code, "key", key, "windowsVirtualKeyCode", number, "nativeVirtualKeyCode", number));
  }

  /** Puts a file of this machine into an input of the page. */
  void choose(String selector, Path file) {
    JsonNode object = call("Runtime.evaluate", Map.of("expression", "document.querySelector('" + selector + "')"));
    call("DOM.setFileInputFiles", Map.of(
        "files", List.of(file.toString()), "objectId", object.path("result").path("objectId").asText()));
  }

  /** Looks dark or light, as a player's machine may. */
  void prefer(String scheme) {
    call("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** A window of another size. */
  void size(int width, int height) {
    call("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** A picture of what is seen now. */
  void picture(Path file) throws IOException {
    Files.write(file, java.util.Base64.getDecoder().decode(call("Page.captureScreenshot", Map.of("format", "png")).path("data").asText()));
  }

  /** All addresses that were asked for. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Errors in the page's script, and what its policy forbade. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private JsonNode call(String method, Map<String, Object> parameters) {
    int number = numbers.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(number, answer);
    try {
      socket.sendText(JSON.writeValueAsString(Map.of("id", number, "method", method, "params", parameters)), true).join();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return answer.orTimeout(LONGEST_S, TimeUnit.SECONDS).join();
  }

  private void told(JsonNode message) {
    JsonNode parameters = message.path("params");
    if (message.has("id")) {
      CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asInt());
      if (answer != null) {
        answer.complete(message.path("result"));
      }
      return;
    }
    switch (message.path("method").asText()) {
      case "Network.requestWillBeSent" -> requests.add(parameters.path("request").path("url").asText());
      case "Runtime.exceptionThrown" -> problems.add(parameters.path("exceptionDetails").toString());
      case "Runtime.consoleAPICalled" -> {
        if (parameters.path("type").asText().equals("error")) {
          problems.add(parameters.path("args").toString());
        }
      }
      default -> { }
    }
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    await("the browser's end", () -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Puts the parts of messages together. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          told(JSON.readTree(text.toString()));
        } catch (IOException e) {
          problems.add(String.valueOf(e.getMessage()));
        }
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }
}
