package antiphon.notagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumpyRandomTest {
  /** As {@code numpy.random.RandomState(seed).random_sample()} prints them: the first, and the thousandth. */
  @ParameterizedTest
  @CsvSource({"0, 0.5488135039273248, 0.6771411441114241", "1, 0.417022004702574, 0.7744772660150796", "4294967295, 0.0976320289940138, 0.556626859384112"})
  void shouldGiveTheNumbersOfNumpy(long seed, double first, double thousandth) {
    NumpyRandom random = new NumpyRandom(seed);
    assertThat(random.nextDouble()).isEqualTo(first);
    double last = 0;
    for (int i = 1; i < 1000; i++) {
      last = random.nextDouble();
    }
    assertThat(last).isEqualTo(thousandth);
  }

  @Test
  void shouldRefuseSeedsThatNumpyRefuses() {
    assertThatIllegalArgumentException().isThrownBy(() -> new NumpyRandom(-1)).withMessageContaining("0 to 4294967295");
    assertThatIllegalArgumentException().isThrownBy(() -> new NumpyRandom(1L << 32));
  }
}
