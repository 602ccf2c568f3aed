package antiphon.abc;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.score.Score;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbcLawTest {
  @Test
  void shouldReadBackWhatItWroteForAnyScore() {
    for (long seed = 0; seed < 4_000; seed++) {
      Score score = new RandomScores(seed).next();
      String text = AbcWriter.write(score);
      List<String> warnings = new ArrayList<>();
      Score read = AbcReader.read(text, warnings);
      assertThat(read).as("seed %d%n%s", seed, text).isEqualTo(score);
      assertThat(warnings).as("seed %d", seed).isEmpty();
      assertThat(AbcWriter.write(read)).as("seed %d", seed).isEqualTo(text);
      String complete = AbcWriter.writeComplete(score);
      assertThat(AbcReader.read(complete)).as("seed %d%n%s", seed, complete).isEqualTo(score);
    }
  }

  @Test
  void shouldWriteOnlyPrintableAscii() {
    for (long seed = 0; seed < 500; seed++) {
      String text = AbcWriter.write(new RandomScores(seed).next());
      assertThat(text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 127))).as("seed %d", seed).isTrue();
    }
  }
}
