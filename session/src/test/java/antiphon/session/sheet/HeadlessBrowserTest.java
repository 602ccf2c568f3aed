package antiphon.session.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeadlessBrowserTest {
  @TempDir private Path folder = Path.of("");

  private Path program(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private Path find(Map<String, String> environment, String system) {
    return HeadlessBrowser.find(environment, system, folder.resolve("home").toString()).map(HeadlessBrowser::program).orElse(Path.of("none"));
  }

  @Test
  void shouldFindTheFirstOnThePathThatCanBeRun() throws IOException {
    String path = folder.resolve("a") + File.pathSeparator + File.pathSeparator + folder.resolve("b");
    Path edge = program("a/microsoft-edge");
    assertThat(find(Map.of("PATH", path), "Linux")).isEqualTo(edge);
    Path chrome = program("b/google-chrome");
    Files.writeString(folder.resolve("a/chromium"), "not to be run");
    Files.createDirectories(folder.resolve("b/chromium"));
    assertThat(find(Map.of("PATH", path), "Linux")).isEqualTo(chrome);
    assertThat(find(Map.of(), "Linux")).isEqualTo(Path.of("none"));
  }

  @Test
  void shouldTakeTheOneThatIsNamedOrNone() throws IOException {
    String path = folder.resolve("a").toString();
    program("a/chromium");
    Path own = program("a/my-browser");
    assertThat(find(Map.of("PATH", path, "ANTIPHON_BROWSER", "my-browser"), "Linux")).isEqualTo(own);
    assertThat(find(Map.of("PATH", path, "ANTIPHON_BROWSER", own.toString()), "Linux")).isEqualTo(own);
    assertThat(find(Map.of("PATH", path, "ANTIPHON_BROWSER", "/not/there"), "Linux")).isEqualTo(Path.of("none"));
  }

  @Test
  void shouldLookWhereOtherSystemsKeepTheirs() throws IOException {
    Path edge = program("programs/Microsoft/Edge/Application/msedge.exe");
    assertThat(find(Map.of("ProgramFiles(x86)", folder.resolve("programs").toString()), "Windows 11")).isEqualTo(edge);
    Path chrome = program("home/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    assertThat(find(Map.of(), "Mac OS X")).isEqualTo(chrome);
  }

  @Test
  void shouldSayWhatWasLookedForAndHowToNameOne() {
    assertThat(HeadlessBrowser.missing(Map.of()))
        .isEqualTo("no browser to engrave with, looked for Chromium, Google Chrome and Microsoft Edge; install one, or name its program by "
            + "ANTIPHON_BROWSER=FILE");
    assertThat(HeadlessBrowser.missing(Map.of("ANTIPHON_BROWSER", "/not/there"))).startsWith("ANTIPHON_BROWSER=/not/there: no such program");
  }
}
