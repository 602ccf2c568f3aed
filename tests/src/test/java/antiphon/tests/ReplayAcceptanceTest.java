package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.tests.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A take outlives the program that played it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ReplayAcceptanceTest {
  private static final long LOOK_NS = 20_000_000;
  private static final List<String> FILES = List.of("take.mid", "take.abc", "take.musicxml", "take.wav", "take.png");

  @TempDir private Path folder;

  @Test
  void shouldReplayASessionThatWasKilled() throws Exception {
    Process process = Program.start(
        folder, folder.resolve("out.txt"), folder.resolve("err.txt"), "play", "--in", "loopback", "--out", "loopback", "--tempo", "300", "--seed", "3", "--model",
        Program.randomModel());
    Path take = awaitTake();
    // In the middle of the companion's answer, without a chance to tidy up.
    awaitText(take, "\"emitted\"", 12);
    process.destroyForcibly().waitFor();

    Run run = Program.run(folder, "replay", take.toString(), "--out", "restored");

    assertThat(run.exit()).as(run.out().toString() + run.err()).isZero();
    assertThat(run.out().getFirst()).contains("not closed").contains("killed");
    assertThat(run.out().getLast()).matches("same, \\d+ messages");
    assertThat(Integer.parseInt(run.out().getLast().replaceAll("\\D", ""))).isGreaterThanOrEqualTo(12);
    FILES.forEach(file -> assertThat(folder.resolve("restored").resolve(file)).isNotEmptyFile());
  }

  @Test
  void shouldWriteTheSameFilesAgainWithAndWithoutTheModel() throws Exception {
    demo("one");
    Run with = Program.run(folder, "replay", "one", "--out", "two");
    Run without = Program.run(folder, "replay", "one/take.antiphon", "--export-only", "--model", "nowhere", "--out", "three");

    assertThat(with.exit()).as(with.out().toString() + with.err()).isZero();
    assertThat(with.out().getLast()).startsWith("same, ");
    assertThat(without.exit()).as(without.err().toString()).isZero();
    for (String file : FILES) {
      assertThat(folder.resolve("two").resolve(file)).hasSameBinaryContentAs(folder.resolve("one").resolve(file));
      assertThat(folder.resolve("three").resolve(file)).hasSameBinaryContentAs(folder.resolve("one").resolve(file));
    }
  }

  @Test
  void shouldSayWhereATakeIsDifferentOrDamaged() throws Exception {
    demo("one");
    Path take = folder.resolve("one/take.antiphon");
    String text = Files.readString(take);

    Files.writeString(take, text.replaceFirst("\"seed\":5", "\"seed\":6"));
    Run different = Program.run(folder, "replay", "one");
    Files.writeString(take, text.replaceFirst("\n\\[\"start", "\n[\"stort"));
    Run damaged = Program.run(folder, "replay", "one");
    Files.writeString(take, text.replaceFirst("\"antiphon\":1", "\"antiphon\":9"));
    Run newer = Program.run(folder, "replay", "one");

    assertThat(different.exit()).isEqualTo(1);
    assertThat(different.out().getLast()).startsWith("different after").contains("then").contains("now");
    assertThat(damaged.exit()).isEqualTo(1);
    assertThat(damaged.err()).singleElement().asString().contains("line 2").contains("'stort'");
    assertThat(newer.exit()).isEqualTo(1);
    assertThat(newer.err()).singleElement().asString().contains("version 9, expected 1");
  }

  private void demo(String name) throws IOException, InterruptedException {
    Run run = Program.run(
        folder, "demo", "--fast", "--seed", "5", "--model", Program.randomModel(), "--out", folder.resolve(name).toString());
    assertThat(run.exit()).as(run.err().toString()).isZero();
  }

  private Path awaitTake() throws IOException {
    while (true) {
      if (Files.isDirectory(folder.resolve("takes"))) {
        try (var takes = Files.list(folder.resolve("takes"))) {
          var take = takes.map(t -> t.resolve("take.antiphon")).filter(Files::isRegularFile).findFirst();
          if (take.isPresent()) {
            return take.get();
          }
        }
      }
      LockSupport.parkNanos(LOOK_NS);
    }
  }

  private static void awaitText(Path file, String wanted, int times) throws IOException {
    while (Files.readString(file).split(wanted, -1).length <= times) {
      LockSupport.parkNanos(LOOK_NS);
    }
  }
}
