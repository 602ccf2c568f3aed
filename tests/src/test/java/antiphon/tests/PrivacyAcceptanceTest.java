package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real sessions reach nobody, and leave on the disk what the README says and nothing else. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
final class PrivacyAcceptanceTest {
  private static final String PHRASE = "X:1\nM:4/4\nL:1/8\nQ:1/4=120\nK:G\nG2Bc d2BG|A2F2G4|E2GAB2cA|d4B2G2|\n";
  /** Made where the machine has no sounds for Java's synthesizer. */
  private static final String SOUNDS = ".cache/antiphon/.gervill/soundbank-emg.sf2";
  private static final List<String> TAKE = List.of("abc", "antiphon", "mid", "musicxml", "png", "wav");

  @TempDir private Path folder;
  private Traced program;

  @BeforeEach
  void open() throws IOException {
    program = new Traced(folder);
  }

  /** Nobody was reached, nothing was tried elsewhere, and these files are there. */
  private void leaves(Set<String> inWork, Set<String> inHome, String... temporary) throws IOException {
    assertThat(program.addresses()).as("addresses").isEmpty();
    List<Path> ours = List.of(
        program.work(), program.home().resolve(".cache/antiphon"), program.home().resolve(".config/antiphon"),
        program.home().resolve(".local/share/antiphon"), program.runtime().resolve("antiphon"));
    Set<Path> elsewhere = program.writes(Stream.concat(ours.stream(), Stream.of(Path.of("/dev"), Path.of("/proc"))));
    Set<String> unpacked = Set.of("onnxruntime-java", "jna", "sqlite-");
    elsewhere.removeIf(path -> Stream.concat(unpacked.stream(), Stream.of(temporary))
        .anyMatch(name -> path.toString().startsWith("/tmp/" + name)));
    // Folders on the way to ours.
    elsewhere.removeIf(path -> ours.stream().anyMatch(folder -> folder.startsWith(path)));
    assertThat(elsewhere).as("written elsewhere").isEmpty();
    assertThat(named(Traced.files(program.work()))).isEqualTo(inWork);
    Set<String> home = Traced.files(program.home());
    home.remove(SOUNDS);
    assertThat(named(home)).isEqualTo(inHome);
  }

  /** With takes by one name, whenever they were played. */
  private static Set<String> named(Set<String> files) {
    return files.stream().map(file -> file.replaceAll("takes/[^/]+/", "takes/DATE/")).collect(Collectors.toSet());
  }

  private static Set<String> take() {
    return TAKE.stream().map(kind -> "takes/DATE/take." + kind).collect(Collectors.toSet());
  }

  @Test
  void shouldContinueAFileFromABareJava() throws Exception {
    Files.writeString(program.work().resolve("phrase.abc"), PHRASE);
    program.run(Program.bare("continue", "phrase.abc", "-o", "answer.mid", "--bars", "2"));
    leaves(Set.of("phrase.abc", "answer.mid"), Set.of(), "hsperfdata_");
  }

  @Test
  void shouldPlay() throws Exception {
    program.run(Program.command("play", "--in", "loopback", "--out", "loopback", "--rounds", "1"));
    leaves(take(), Set.of());
  }

  @Test
  void shouldEvaluate() throws Exception {
    program.run(Program.command("evaluate", "--candidates", "1", "--recovery", "0", "--json", "figures.json"));
    leaves(Set.of("figures.json"), Set.of());
  }

  @Test
  void shouldServeThePage() throws Exception {
    Process page = program.start(Program.command("--no-browser", "--port", "0"));
    Chromium.await("the address", () -> Files.readString(program.said()).contains("Ctrl-C"));
    URI address = URI.create(Files.readAllLines(program.said()).getFirst());
    try (HttpClient browser = HttpClient.newHttpClient()) {
      assertThat(get(browser, address)).contains("<html");
      post(browser, address, "session", "{\"preset\": \"folk-melody\", \"tempo\": 240}");
      post(browser, address, "presets", "{\"save\": \"Late night\"}");
      post(browser, address, "command", "{\"line\": \"mode continue\"}");
      double now = Double.parseDouble(get(browser, address.resolve("/api/clock" + "?" + address.getQuery())).replaceAll("[^0-9.]", ""));
      post(browser, address, "notes", "{\"notes\": [[" + now + ", 144, 60, 90], [" + (now + 200) + ", 128, 60, 0]]}");
      Chromium.await("the answer", () -> get(browser, address.resolve("/api/state" + "?" + address.getQuery())).contains("SEALED"));
      post(browser, address, "session", "{\"preset\": \"folk-melody\"}");
    }
    end(page);
    Set<String> work = take();
    work.add("takes/takes.db");
    leaves(work, Set.of(".config/antiphon/presets/late-night.toml"));
  }

  @Test
  void shouldServeAPlugIn() throws Exception {
    Process engine = program.start(Program.command("engine"));
    Chromium.await("the engine", () -> Files.readString(program.said()).contains("serves the plug-ins"));
    plugIn(program.runtime().resolve("antiphon/clap-" + ProcessHandle.current().pid() + "-1.apr"));
    Chromium.await("the instance", () -> Files.readString(program.said()).contains("is here"));
    end(engine);
    leaves(Set.of(), Set.of());
    assertThat(Traced.files(program.runtime())).allMatch(file -> file.matches("antiphon/(engine\\..*|clap-.*\\.apr)"));
  }

  /** An instance that stands still, as {@code native/include/antiphon/link.h} has it. */
  private static void plugIn(Path file) throws IOException {
    Path unnamed = file.resolveSibling("instance.tmp");
    int size = 0x81000;
    try (FileChannel channel = FileChannel.open(
        unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer region = channel.map(FileChannel.MapMode.READ_WRITE, 0, size).order(ByteOrder.LITTLE_ENDIAN);
      region.putLong(0x00, 0x314E485049544E41L).putInt(0x08, version()).putLong(0x10, size)
          .putLong(0x18, ProcessHandle.current().pid()).putInt(0x20, 1).putInt(0x88, 1)
          .putDouble(0x180 + 56, 120).putDouble(0x180 + 64, 48_000).putLong(0x180 + 72, 4 | 4L << 16 | 256L << 32);
    }
    Files.move(unnamed, file);
  }

  private static int version() throws IOException {
    String link = Files.readString(Path.of(System.getProperty("antiphon.root"), "native/include/antiphon/link.h"));
    Matcher version = Pattern.compile("#define AP_ABI (\\d+)u").matcher(link);
    assertThat(version.find()).isTrue();
    return Integer.parseInt(version.group(1));
  }

  private static String get(HttpClient browser, URI address) throws IOException {
    return send(browser, HttpRequest.newBuilder(address).build());
  }

  private static void post(HttpClient browser, URI address, String to, String body) throws IOException {
    send(browser, HttpRequest.newBuilder(address.resolve("/api/" + to + "?" + address.getQuery()))
        .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private static String send(HttpClient browser, HttpRequest request) throws IOException {
    try {
      HttpResponse<String> reply = browser.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(reply.statusCode()).as(request.uri() + ": " + reply.body()).isEqualTo(200);
      return reply.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** As Ctrl-C does it, to the program behind strace. */
  private static void end(Process traced) throws Exception {
    List<ProcessHandle> programs = new ArrayList<>(traced.descendants().toList());
    assertThat(programs).isNotEmpty();
    programs.forEach(ProcessHandle::destroy);
    assertThat(traced.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }
}
