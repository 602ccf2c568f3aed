package antiphon.session.live;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.engine.EngineFigures;
import antiphon.pipeline.Fault;
import antiphon.presets.Presets;
import antiphon.time.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultLogTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

  private FaultLog log(Path file) {
    return new FaultLog(file, new PrintStream(terminal, true, StandardCharsets.UTF_8));
  }

  @Test
  void shouldSayAFaultInOneLineAndWriteItWithItsStack() throws IOException {
    Path file = folder.resolve("state").resolve("faults.log");
    log(file).accept(Fault.of("listen", new IllegalStateException("two\nlines")));
    assertThat(terminal.toString(StandardCharsets.UTF_8).lines()).singleElement().asString()
        .startsWith("antiphon: fault in listen: IllegalStateException: two lines (at FaultLogTest.java:").endsWith("; see " + file);
    assertThat(Files.readString(file)).contains("fault in listen").contains("at antiphon.session.live.FaultLogTest.should");
  }

  @Test
  void shouldKeepItsFileWithinBounds() throws IOException {
    Path file = folder.resolve("faults.log");
    FaultLog log = log(file);
    for (int n = 0; n < 400; n++) {
      log.accept(Fault.of("place " + n, new IllegalStateException("x".repeat(400))));
    }
    assertThat(Files.size(file)).isBetween(1L, (long) FaultLog.MOST_BYTES);
    assertThat(Files.size(folder.resolve("faults.log.1"))).isBetween(1L, (long) FaultLog.MOST_BYTES);
    assertThat(Files.readString(file)).contains("place 399");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void shouldSayAlsoWhatItCannotWrite() throws IOException {
    Path file = Files.createFile(folder.resolve("no-folder")).resolve("faults.log");
    log(file).accept(Fault.of("listen", new OutOfMemoryError()));
    assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("fault in listen: OutOfMemoryError").doesNotContain("see");
  }

  @Test
  void shouldSayOnceOfWhatAThreadDied() throws InterruptedException {
    FaultLog log = log(folder.resolve("faults.log"));
    for (int n = 0; n < 3; n++) {
      Thread thread = Thread.ofPlatform().name("antiphon-odd").uncaughtExceptionHandler(log).start(() -> {
        throw new AssertionError("odd");
      });
      thread.join();
    }
    assertThat(terminal.toString(StandardCharsets.UTF_8).lines()).singleElement().asString().contains("fault in antiphon-odd: AssertionError: odd");
  }

  @Test
  void shouldCloseASessionWithWhatWasLostAndWhatWentWrong() {
    Timeline timeline = Timeline.of(Presets.find(Presets.DEFAULT).meter(), Presets.find(Presets.DEFAULT).tempo());
    assertThat(Outcome.of(timeline, Optional.empty(), List.of(), figures(0), 0, "").line(false))
        .isEqualTo("late 0 of 0 messages, hanging 0, fallbacks 0 of 0 bars, mask took 0.0 %");
    assertThat(Outcome.of(timeline, Optional.empty(), List.of(), figures(7), 0, "1 fault, the first: fault in listen").line(false))
        .endsWith("mask took 0.0 %, too much at once: 7 messages not taken in, 0 notes not heard, 1 fault, the first: fault in listen");
  }

  private static EngineFigures figures(long lostInput) {
    return new EngineFigures(0, Map.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0, lostInput, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
