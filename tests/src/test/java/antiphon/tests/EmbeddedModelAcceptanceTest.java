package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.tests.Program.Run;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The model that comes with the program, met as a newcomer meets it: no option names it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class EmbeddedModelAcceptanceTest {
  @TempDir private Path folder;

  @Test
  void shouldAnswerTheDemoWithoutFallback() throws Exception {
    Run run = Program.run(folder, "demo", "--fast", "--seed", "7", "--out", "take");

    assertThat(run.exit()).as(run.err().toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).filteredOn(line -> line.contains("plays")).hasSize(4).allMatch(line -> line.contains("the model's"));
    assertThat(run.out().getLast()).contains("hanging 0, fallbacks 0 of 4 bars");
    assertThat(folder.resolve("take").resolve("take.png")).isNotEmptyFile();
  }

  @Test
  void shouldBeFoundAndMeasuredByTheDoctor() throws Exception {
    Run run = Program.run(folder, "doctor");

    assertThat(run.exit()).as(run.out().toString()).isZero();
    assertThat(run.out()).anyMatch(line -> line.matches("good +model +antiphon-mini .*"));
    assertThat(run.out()).anyMatch(line -> line.contains("ms a bar"));
    assertThat(run.out()).noneMatch(line -> line.startsWith("MISSING"));
  }
}
