package antiphon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void shouldDrawABarAndTakeItAway() {
    StringWriter drawn = new StringWriter();
    try (Progress progress = new Progress(new PrintWriter(drawn), "pieces", 8)) {
      progress.at(2);
      assertThat(drawn.toString()).startsWith("\rpieces [========  ").contains("25 %");
      progress.at(9);
      assertThat(drawn.toString()).contains("[" + "=".repeat(30) + "] 100 %");
    }
    assertThat(drawn.toString()).endsWith(" \r");
  }

  @Test
  void shouldSayNothingWhereThereIsNoTerminal() {
    try (Progress progress = new Progress(null, "pieces", 8)) {
      progress.at(2);
    }
  }
}
