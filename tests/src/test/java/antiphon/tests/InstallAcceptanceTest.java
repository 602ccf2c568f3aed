package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engine and plug-ins in the folders of a user who has no Java, and out of them again. */
@Timeout(600)
final class InstallAcceptanceTest {
  private static final Path ROOT = Path.of(System.getProperty("antiphon.root")).toAbsolutePath().normalize();

  private record Run(int exit, String said) {}

  /** Runs with nothing of the tests' environment but a path to the usual tools. */
  private static Run run(Path home, String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("HOME", home.toString());
    builder.environment().put("PATH", "/usr/bin:/bin");
    // Packed in a hurry.
    builder.environment().put("DPKG_DEB_COMPRESSOR_LEVEL", "1");
    builder.environment().put("ANTIPHON_RUN_DIR", home.resolve("run").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), said);
  }

  private static Run program(Path home, String... arguments) throws IOException, InterruptedException {
    String jar;
    try (Stream<Path> files = Files.list(ROOT.resolve("app/target"))) {
      jar = files.map(Path::toString).filter(f -> f.matches(".*/app-[0-9].*\\.jar")).findFirst().orElseThrow();
    }
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dantiphon.home=" + ROOT,
        "-cp", jar + ":" + ROOT.resolve("app/target/lib/*"), "antiphon.app.Antiphon"));
    command.addAll(List.of(arguments));
    return run(home, command.toArray(String[]::new));
  }

  private static void assertIsADebianPackageThatRunsBelowAnyRoot(Path home, String launcher) throws IOException, InterruptedException {
    Path folder = home.resolve("whole/antiphon");
    Run packed = run(home, launcher, "package", folder.toString(), "--deb");
    assertThat(packed.exit()).as(packed.said()).isZero();
    String deb;
    try (Stream<Path> files = Files.list(folder.getParent())) {
      deb = files.map(Path::toString).filter(f -> f.matches(".*/antiphon_[0-9][^/]*_(amd64|arm64)\\.deb")).findFirst().orElseThrow();
    }
    assertThat(run(home, "dpkg-deb", "-c", deb).said().lines()).as("of the system's owner, written by nobody else")
        .allMatch(line -> line.matches("[-dl]rw[x-]r-[x-]r-[x-] root/root .*|lrwxrwxrwx root/root .*"));
    Path root = home.resolve("root");
    assertThat(run(home, "dpkg-deb", "-x", deb, root.toString()).exit()).isZero();
    for (String link : List.of("usr/lib/clap/antiphon.clap", "usr/lib/vst3/antiphon.vst3", "usr/lib/lv2/antiphon.lv2")) {
      assertThat(root.resolve(link).toRealPath()).startsWith(root.toRealPath().resolve("usr/lib/antiphon/plugins"));
    }
    assertThat(root.resolve("usr/share/applications/antiphon.desktop")).content().contains("Exec=antiphon");
    Run demo = run(home, root.resolve("usr/bin/antiphon").toString(), "demo", "--fast", "--seed", "3", "--out", home.resolve("other").toString());
    assertThat(demo.exit()).as(demo.said()).isZero();
    assertThat(home.resolve("other/take.mid")).hasSameBinaryContentAs(home.resolve("take/take.mid"));
  }

  @Test
  void shouldInstallForAUserWhoHasNoJavaAndLeaveNothingBehind(@TempDir Path home) throws IOException, InterruptedException {
    Run installed = program(home, "install-plugin");
    assertThat(installed.exit()).as(installed.said()).isZero();
    Path engine = home.resolve(".local/share/antiphon/bin/antiphon-engine");
    assertThat(engine).isExecutable();
    for (String place : List.of(".clap/antiphon.clap", ".vst3/antiphon.vst3", ".lv2/antiphon.lv2")) {
      assertThat(home.resolve(place)).exists();
      assertThat(installed.said()).contains("installed " + home.resolve(place));
    }

    String launcher = home.resolve(".local/share/antiphon/bin/antiphon").toString();
    assertThat(run(home, launcher, "--version").said()).startsWith("antiphon ").contains("Java 25");
    Run demo = run(home, launcher, "demo", "--fast", "--seed", "3", "--out", home.resolve("take").toString());
    assertThat(demo.exit()).as(demo.said()).isZero();
    assertThat(home.resolve("take/take.mid")).isNotEmptyFile();

    assertIsADebianPackageThatRunsBelowAnyRoot(home, launcher);

    Run removed = run(home, launcher, "install-plugin", "--uninstall");
    assertThat(removed.exit()).as(removed.said()).isZero();
    assertThat(home.resolve(".local/share/antiphon")).doesNotExist();
    assertThat(home.resolve(".clap/antiphon.clap")).doesNotExist();
    assertThat(program(home, "install-plugin", "--uninstall").said()).contains("nothing was installed");
  }
}
