package antiphon.bridge.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.bridge.BuiltPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built plug-in and the real engine in hosts that others have written, behind jackd's dummy driver. */
@Tag("hosts")
@Timeout(600)
final class RealHostsTest {
  private static final Path FOLDER = Path.of("target/hosts");
  private static final double RATE = 48_000;
  private static final int PLAYER = 0;
  private static final int COMPANION = 4;
  private static final String SECONDS = "10";
  /** What the script ends with if jackd has thrown a client out, as Debian's does now and then: that run says nothing of us. */
  private static final int THROWN_OUT = 75;
  private static final int TRIES = 6;
  private static final String QTRACTOR_SCAN = "/usr/lib/%s/qtractor/qtractor_plugin_scan";

  @Test
  void shouldAnswerInTempoInJalv() throws IOException, InterruptedException {
    Dump dump = run("jalv", "24");
    List<Long> off = dump.ofChannel(COMPANION).gaps().stream().filter(gap -> !Dump.inTempo(gap, 137.3)).toList();
    assertThat(off).as("distances out of tempo").hasSizeLessThanOrEqualTo(1 + xruns("jalv"));
    assertThat(dump.ofChannel(COMPANION).hanging()).noneMatch(line -> line.contains("twice"));
  }

  /** A host that does not say that it renders: as fast as it goes each bar of the player is answered, but where the plug-in finds out, and where it is back. */
  @Test
  void shouldMissNoAnswerInJalvWhileJackRendersAsFastAsItGoes() throws IOException, InterruptedException {
    Dump dump = run("jalv-freewheel", "6");
    List<Long> gaps = dump.ofChannel(COMPANION).gaps();
    long bar = Math.round(4 * 60 * RATE / 137.3);
    assertThat(gaps).as("samples without a note of the companion").allMatch(gap -> gap < 8 * bar);
    List<Integer> without = IntStream.range(0, gaps.size()).filter(i -> gaps.get(i) > 3 * bar).boxed().toList();
    assertThat(without).as("turns without an answer").hasSizeLessThanOrEqualTo(2);
    // One into rendering and one out of it: between them no turn is missed.
    assertThat(without.stream().filter(i -> i > gaps.size() / 3 && i < gaps.size() * 2 / 3)).as("turns without an answer while it renders").isEmpty();
    assertThat(gaps.stream().mapToLong(Long::longValue).sum() / RATE).as("seconds of music in 6 seconds").isGreaterThan(12);
    assertThat(gaps.stream().filter(gap -> !Dump.inTempo(gap, 137.3))).as("distances out of tempo").hasSizeLessThanOrEqualTo(1 + xruns("jalv-freewheel"));
    assertThat(dump.ofChannel(COMPANION).hanging()).noneMatch(line -> line.contains("twice"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ardour-lv2", "ardour-vst3"})
  void shouldAnswerInTempoInArdourThroughTwoLocatesAndOpenTheSessionAgain(String host)
      throws IOException, InterruptedException {
    Dump dump = run(host, SECONDS);
    List<Long> off = dump.ofChannel(COMPANION).gaps().stream().filter(gap -> !Dump.inTempo(gap, 120)).toList();
    // An engine that is ready before the transport rolls answers on its own time: that change of time is a distance, too.
    assertThat(off).as("distances out of tempo: the roll and two locates").hasSizeLessThanOrEqualTo(3 + xruns(host));
    assertThat(dump.ofChannel(COMPANION).hanging()).as("not more than jackd lost of the player").hasSizeLessThanOrEqualTo(lost(dump));
    assertThat(Files.readString(FOLDER.resolve(host).resolve("host.log"))).contains("reopened, density is 80");
  }

  @Test
  void shouldPassQtractorsScanner() throws IOException, InterruptedException {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
    ProcessBuilder builder = new ProcessBuilder(String.format(QTRACTOR_SCAN, machine));
    builder.environment().put("QT_QPA_PLATFORM", "offscreen");
    Process scan = builder.start();
    try (var in = scan.outputWriter()) {
      in.write("CLAP:" + BuiltPlugin.clap().toAbsolutePath().normalize() + "\n");
    }
    String said = new String(scan.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    scan.waitFor();
    assertThat(said).contains("CLAP|Antiphon Companion|").contains("|1:1|");
  }

  @Test
  void shouldDescribeItselfToLv2HostsWithoutAnError() throws IOException, InterruptedException {
    Process validate = new ProcessBuilder(
        "lv2_validate", BuiltPlugin.file("lv2/antiphon.lv2/manifest.ttl").toString(),
        BuiltPlugin.file("lv2/antiphon.lv2/antiphon.ttl").toString(), BuiltPlugin.file("lv2/antiphon.lv2/presets.ttl").toString()).redirectErrorStream(true).start();
    String said = new String(validate.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(validate.waitFor()).as(said).isZero();
    assertThat(said).contains("Found 0 errors");
  }

  /** Plays in a host, and again only if jackd has thrown a client out; asserts that the player was heard through, and that the companion played. */
  private static Dump run(String host, String seconds) throws IOException, InterruptedException {
    int exit = start(host, seconds);
    for (int i = 1; exit == THROWN_OUT && i < TRIES; i++) {
      exit = start(host, seconds);
    }
    Path folder = FOLDER.resolve(host);
    assertThat(exit).as("%s; its logs are in %s: %s", host, folder, log(folder)).isZero();
    Dump dump = Dump.read(folder.resolve("dump.txt"));
    assertThat(dump.ofChannel(PLAYER).gaps()).as("notes of the player").hasSizeGreaterThan(10);
    assertThat(dump.ofChannel(COMPANION).gaps()).as("notes of the companion").hasSizeGreaterThan(5);
    return dump;
  }

  /** On a starved machine jackd loses messages of everybody: ends of the player's notes that did not come back. */
  private static int lost(Dump dump) {
    return (int) dump.ofChannel(PLAYER).hanging().stream().filter(line -> line.contains("twice")).count();
  }

  private static int start(String host, String seconds) throws IOException, InterruptedException {
    String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Files.createDirectories(FOLDER);
    ProcessBuilder builder = new ProcessBuilder(
        BuiltPlugin.hosts().toString(), FOLDER.resolve(host).toString(), seconds, host,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
        "-Xmx512m", "-XX:+UseSerialGC", "-cp", classes, CompanionEngine.class.getName());
    builder.environment().put("ANTIPHON_WAIT", "8");
    Path log = FOLDER.resolve(host + ".log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return process.waitFor();
  }

  private static String log(Path folder) throws IOException {
    return Files.readString(folder.resolveSibling(folder.getFileName() + ".log"));
  }

  /** Where jackd missed its time, the transport jumps for real. */
  private static int xruns(String host) throws IOException {
    return (int) Files.readAllLines(FOLDER.resolve(host).resolve("jackd.log.err")).stream()
        .filter(line -> line.contains("XRun")).count();
  }
}
