package antiphon.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that writes takes is killed at any moment, and all that it said it had done is there. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KillTest {
  private static final int KILLS = 12;
  private static final int APART = 100_000;

  @TempDir private Path folder;

  @Test
  void shouldHaveAllThatWasSaidAfterEachKill() throws Exception {
    SplittableRandom random = new SplittableRandom(20261123);
    List<String> said = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      said.addAll(killed((long) kill * APART, random.nextInt(1, 60), random.nextInt(8_000_000)));
      try (TakeLibrary library = TakeLibrary.open(folder, new FolderReader())) {
        assertThat(library.check()).as("kill %d", kill).isEqualTo("ok");
        assertThat(folder.resolve("takes.db.old")).as("kill %d: nothing was put aside", kill).doesNotExist();
        assertThere(library, said, kill);
        assertThat(library.sync(Set.of()).problems()).as("kill %d", kill).allMatch(problem -> problem.contains("\"\""), "a torn file");
        assertThere(library, said, kill);
      }
    }
    assertThat(said).hasSizeGreaterThan(10 * KILLS);
  }

  /** What it said before it was killed, some lines and then some nanoseconds after its start. */
  private List<String> killed(long seed, int lines, int laterNs) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.txt");
    Process child = new ProcessBuilder(
        ProcessHandle.current().info().command().orElseThrow(), "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m", "-cp", System.getProperty("java.class.path"),
        WritingChild.class.getName(), folder.toString(), Long.toString(seed))
        .redirectError(errors.toFile()).start();
    List<String> said = new ArrayList<>();
    try (BufferedReader out = child.inputReader()) {
      for (int i = 0; i < lines; i++) {
        String line = out.readLine();
        assertThat(line).as(() -> "the child goes on; it said " + read(errors)).isNotNull();
        said.add(line);
      }
      long until = System.nanoTime() + laterNs;
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      // Not the process's own way, which closes what is to be read.
      child.toHandle().destroyForcibly();
      // What it had said by then counts as well.
      out.lines().forEach(said::add);
    }
    child.waitFor();
    return said;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private static void assertThere(TakeLibrary library, List<String> said, int kill) {
    Map<String, String> done = new HashMap<>();
    said.forEach(line -> done.merge(line.split(" ")[1], line.split(" ")[0], (a, b) -> a + " " + b));
    Map<String, Listed> listed = library.list("", false).stream().collect(Collectors.toMap(Listed::id, take -> take));
    done.forEach((id, what) -> {
      Listed take = listed.get(id);
      if (what.contains("deleted")) {
        assertThat(take).as("kill %d: %s %s", kill, id, what).isNull();
      } else if (Long.parseLong(id.substring(5)) % 5 != 0) {
        assertThat(take).as("kill %d: %s %s", kill, id, what).isNotNull();
        if (take != null) {
          assertThat(take.starred() || !what.contains("starred")).as("kill %d: %s %s", kill, id, what).isTrue();
          assertThat(take.title().startsWith("Name ") || !what.contains("named")).as("kill %d: %s %s", kill, id, what).isTrue();
        }
      }
    });
  }
}
