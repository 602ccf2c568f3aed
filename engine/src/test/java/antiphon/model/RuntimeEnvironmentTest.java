package antiphon.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

final class RuntimeEnvironmentTest {
  /** The host that 1.29 sends its reports to, and where it keeps them until it can. */
  private static final List<String> SIGNS = List.of("events.data.microsoft.com", "DeveloperTools/.onnxruntime");

  interface System extends Library {
    String getenv(String name);
  }

  @Test
  void shouldForbidReportsInTheEnvironmentThatTheLibraryReads() {
    assertThat(RuntimeEnvironment.get()).isSameAs(RuntimeEnvironment.get());
    assertThat(Native.load(Platform.C_LIBRARY_NAME, System.class).getenv(RuntimeEnvironment.VARIABLE)).isEqualTo("1");
  }

  /** Those of systems that no test runs on, too. */
  @Test
  void shouldShipNoLibraryThatKnowsWhereToReport() throws Exception {
    URI jar = OrtEnvironment.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    List<String> libraries = new ArrayList<>();
    List<String> telling = new ArrayList<>();
    try (ZipFile zip = new ZipFile(Path.of(jar).toFile())) {
      for (ZipEntry entry : zip.stream().filter(RuntimeEnvironmentTest::isLibrary).toList()) {
        libraries.add(entry.getName());
        if (holds(zip, entry)) {
          telling.add(entry.getName());
        }
      }
    }
    assertThat(libraries).hasSizeGreaterThanOrEqualTo(4);
    assertThat(telling).isEmpty();
  }

  private static boolean isLibrary(ZipEntry entry) {
    String name = entry.getName();
    return !name.contains(".dSYM/") && (name.endsWith(".so") || name.endsWith(".dylib") || name.endsWith(".dll"));
  }

  private static boolean holds(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      String content = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return SIGNS.stream().anyMatch(content::contains);
    }
  }
}
