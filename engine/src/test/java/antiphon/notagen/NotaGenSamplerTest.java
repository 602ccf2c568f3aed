package antiphon.notagen;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.model.Sampling;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotaGenSamplerTest {
  /** All but one symbol were cut away; each keeps (1e-12)^(1/1.2) = 1e-10, in the order of the symbols. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1.5e-10, 1", "65.5e-10, 65", "0.5, 65", "0.99999999685, 96", "0.99999999999, 127"})
  void shouldKeepTheLeakOfItsEpsilons(double number, int symbol) {
    assertThat(new NotaGenSampler(() -> number, Sampling.NOTAGEN).sample(certain())).isEqualTo(symbol);
  }

  @Test
  void shouldDrawOneNumberEachTime() {
    int[] numbers = {0};
    NotaGenSampler sampler = new NotaGenSampler(() -> ++numbers[0] / 10.0, Sampling.NOTAGEN);
    sampler.sample(certain());
    sampler.skip();
    assertThat(numbers[0]).isEqualTo(2);
  }

  private static float[] certain() {
    float[] logits = new float[128];
    Arrays.fill(logits, -100);
    logits['A'] = 0;
    return logits;
  }
}
