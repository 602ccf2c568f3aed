package antiphon.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.memory.MemoryWeights;
import antiphon.memory.PageMemory;
import antiphon.patch.Patch;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MemoryFitTest {
  private static final float[] EVEN = new float[Patch.VOCABULARY];
  private static final double BY_MODEL = 1.0 / Patch.VOCABULARY;

  @Test
  void shouldBelieveTheMemoryAsOftenAsItWasRight() {
    PageMemory memory = remembering(MemoryWeights.USUAL);
    memory.mix(EVEN);
    SplittableRandom random = new SplittableRandom(3);
    MemoryFit fit = new MemoryFit();
    int right = 0;
    int all = 20_000;
    for (int i = 0; i < all; i++) {
      boolean followed = random.nextInt(5) > 0;
      right += followed ? 1 : 0;
      fit.see(memory, followed ? 'G' : 'A', BY_MODEL);
    }
    assertThat(fit.count()).isEqualTo(all);
    PageMemory fitted = remembering(fit.weights());
    assertThat(probability(fitted.mix(EVEN), 'G')).isCloseTo((double) right / all, within(0.005));
  }

  @Test
  void shouldLeaveOutWhereTheMemoryHadNothingToSay() {
    PageMemory memory = new PageMemory(MemoryWeights.USUAL);
    memory.begin(1);
    memory.mix(EVEN);
    MemoryFit fit = new MemoryFit();
    fit.see(memory, 'G', BY_MODEL);
    assertThat(fit.count()).isZero();
  }

  /** At a place where G followed before. */
  private static PageMemory remembering(MemoryWeights weights) {
    PageMemory memory = new PageMemory(weights);
    memory.add("[V:1]C2 E2 G4|\n");
    memory.begin(1);
    "[V:1]C2 E2 ".chars().forEach(memory::push);
    return memory;
  }

  private static double probability(float[] logits, int symbol) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    return Math.exp(logits[symbol]) / sum;
  }
}
