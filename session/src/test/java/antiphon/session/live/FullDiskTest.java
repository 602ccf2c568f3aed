package antiphon.session.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that may write so much into a file and no more, as on a disk that is full. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FullDiskTest {
  @TempDir private Path root;

  /** What the child says that may write files of so many blocks. */
  private List<String> said(Path folder, String blocks) throws IOException, InterruptedException {
    Path errors = root.resolve("errors-" + blocks + ".txt");
    Files.createFile(errors);
    Process child = new ProcessBuilder(
        "sh", "-c", "ulimit -f " + blocks + "; exec \"$0\" \"$@\"", ProcessHandle.current().info().command().orElseThrow(),
        "-XX:-UsePerfData", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", "-cp",
        System.getProperty("java.class.path"), FullDiskChild.class.getName(), folder.toString())
        .redirectErrorStream(true).start();
    List<String> said = child.inputReader().lines().toList();
    assertThat(child.waitFor()).as(said.toString()).isZero();
    return said;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void shouldLeaveNothingWhereNotEvenTheBeginningOfATakeHasRoom() throws Exception {
    Path folder = root.resolve("take");
    assertThat(said(folder, "0")).singleElement().asString()
        .startsWith("error: " + folder.resolve("take.antiphon")).contains("expected room");
    assertThat(folder).doesNotExist();
  }

  @Test
  void shouldNameTheFileThatHasNoRoomAndLeaveNoneThatIsEmpty() throws Exception {
    Path folder = root.resolve("take");
    List<String> said = said(folder, "8");
    assertThat(said).hasSize(2);
    assertThat(said.get(0)).startsWith("log: " + folder.resolve("take.antiphon")).contains("expected room");
    assertThat(said.get(1)).startsWith("error: " + folder.resolve("take.")).contains("cannot be written");
    assertThat(files(folder)).isNotEmpty().allSatisfy(file -> {
      assertThat(file).isNotEmptyFile();
      assertThat(file.getFileName().toString()).startsWith("take.");
    });
  }

  @Test
  void shouldWriteAllWhereThereIsRoom() throws Exception {
    Path folder = root.resolve("take");
    assertThat(said(folder, "unlimited")).containsExactly("log: all written", "files: true");
    assertThat(files(folder)).hasSize(6);
  }
}
