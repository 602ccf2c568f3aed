package antiphon.bridge.clap;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.bridge.hosts.CompanionEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Prints how the plug-in does on this machine; {@code -Dantiphon.engine=FILE} has it start an engine that is installed. */
@Tag("figures")
@Timeout(600)
final class FiguresTest {
  private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Test
  void shouldMeasureItself(@TempDir Path folder) throws IOException, InterruptedException {
    String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String engine = System.getProperty("antiphon.engine");
    ProcessBuilder host = new ProcessBuilder(
        JAVA, "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC",
        "-Dantiphon.native=" + System.getProperty("antiphon.native"), "-cp", classes, Figures.class.getName());
    host.environment().put("ANTIPHON_RUN_DIR", folder.resolve("run").toString());
    host.environment().put("ANTIPHON_ENGINE", engine == null ? script(folder, classes).toString() : engine);
    assertThat(host.inheritIO().start().waitFor()).isZero();
  }

  private static Path script(Path folder, String classes) throws IOException {
    List<String> command = List.of(
        JAVA, "--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-XX:+UseZGC", "-cp", classes, CompanionEngine.class.getName());
    Path script = Files.writeString(folder.resolve("engine"), "#!/bin/sh\nexec '" + String.join("' '", command) + "'\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }
}
