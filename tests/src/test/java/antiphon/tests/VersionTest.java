package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program, the plug-ins, the page and the training are one version, and the changelog tells of it. */
class VersionTest {
  /** Tests run in the folder of their module. */
  private static final Path ROOT = Path.of("..");
  private static final String VERSION = found("pom.xml", "<artifactId>antiphon</artifactId>\\s*<version>([0-9.]+)");

  @ParameterizedTest
  @CsvSource({
    "native/src/version.h, AP_VERSION \"([0-9.]+)\"",
    "web/page/package.json, \"version\": \"([0-9.]+)\"",
    "web/page/package-lock.json, \"version\": \"([0-9.]+)\"",
    "training/antiphon_training/__init__.py, __version__ = \"([0-9.]+)\"",
    "CHANGELOG.md, ## ([0-9.]+)",
  })
  void shouldBeTheSameEverywhere(String file, String pattern) {
    assertThat(found(file, pattern)).isEqualTo(VERSION);
  }

  private static String found(String file, String pattern) {
    try {
      Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(ROOT.resolve(file)));
      assertThat(matcher.find()).as("%s: expected %s", file, pattern).isTrue();
      return matcher.group(1);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
