package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.tests.Program.Run;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class DevicesAcceptanceTest {
  @TempDir private Path folder;

  @Test
  void shouldMeasureTheWayThroughAWire() throws Exception {
    String wire = "socket:" + folder.resolve("wire");

    Run run = Program.run(folder, "devices", "--probe", wire, wire);

    assertThat(run.exit()).as(run.err().toString()).isZero();
    assertThat(run.out().getFirst()).matches("50 of 50 notes came back, after \\d+\\.\\d\\d ms \\(median\\), .* \\(p99\\)");
    assertThat(run.out().get(1)).startsWith("compensation for '" + wire + "': ");
  }

  @Test
  void shouldSayInOneLineThatNothingCameBack() throws Exception {
    Run run = Program.run(folder, "devices", "--probe", "socket:" + folder.resolve("a"), "socket:" + folder.resolve("b"));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).singleElement().asString().contains("none of 6 notes").contains("cable");
  }
}
