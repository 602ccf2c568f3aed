package antiphon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SamplerTest {
  private static final long ALL = -1L;

  @Test
  void shouldDrawInProportion() {
    float[] logits = spread(5);
    assertProportions(logits, ALL, ALL, Sampling.PLAIN, softmax(logits, ALL, ALL, 1));
  }

  @Test
  void shouldDrawInProportionUnderAMask() {
    float[] logits = spread(6);
    long low = 0x0f0f_0000_ff00_1234L;
    long high = 0x0000_0000_0f00_00f1L;
    assertProportions(logits, low, high, Sampling.PLAIN, softmax(logits, low, high, 1));
  }

  @Test
  void shouldFlattenByTemperature() {
    float[] logits = spread(7);
    assertProportions(logits, ALL, ALL, new Sampling(1.7, 128, 1), softmax(logits, ALL, ALL, 1.7));
  }

  @Test
  void shouldKeepTheLikeliestOnly() {
    float[] logits = ofShares(0.4, 0.3, 0.2, 0.1);
    assertProportions(logits, ALL, ALL, new Sampling(1, 2, 1), shares(4 / 7.0, 3 / 7.0));
  }

  @Test
  void shouldKeepUpToTheFirstThatExceedsTheShare() {
    float[] logits = ofShares(0.4, 0.3, 0.2, 0.1);
    assertProportions(logits, ALL, ALL, new Sampling(1, 128, 0.6), shares(4 / 7.0, 3 / 7.0));
    assertProportions(logits, ALL, ALL, new Sampling(1, 128, 0.75), shares(4 / 9.0, 3 / 9.0, 2 / 9.0));
    assertProportions(logits, ALL, ALL, new Sampling(1, 128, 0.3), shares(1));
  }

  /** One that makes just the share does not exceed it: the next is kept, too, as NotaGen does. */
  @Test
  void shouldKeepOneMoreWhereTheShareIsMetExactly() {
    float[] logits = new float[128];
    assertProportions(logits, 0b1111L << 60, 0, new Sampling(1, 128, 0.5), at(60, 1 / 3.0, 1 / 3.0, 1 / 3.0));
  }

  private static double[] at(int from, double... shares) {
    double[] all = new double[128];
    System.arraycopy(shares, 0, all, from, shares.length);
    return all;
  }

  @Test
  void shouldMeasureTheShareOfWhatTopKLeft() {
    // 0.4 and 0.3 of 0.7 are 0.571 and 0.429: the first alone exceeds 0.5, of the whole it would not.
    float[] logits = ofShares(0.4, 0.3, 0.2, 0.1);
    assertProportions(logits, ALL, ALL, new Sampling(1, 2, 0.5), shares(1));
  }

  @Test
  void shouldApplyTheTemperatureLast() {
    // At temperature 4 first, 0.4 would be 0.29 of the whole and more than two symbols were needed for 0.6.
    float[] logits = ofShares(0.4, 0.3, 0.2, 0.1);
    double a = Math.pow(0.4, 0.25);
    double b = Math.pow(0.3, 0.25);
    assertProportions(logits, ALL, ALL, new Sampling(4, 128, 0.6), shares(a / (a + b), b / (a + b)));
  }

  @Test
  void shouldNeverDrawWhatTheMaskForbids() {
    long seed = 11;
    Random random = new Random(seed);
    Sampler sampler = new Sampler(Sampler.random(seed));
    Sampling[] settings = {Sampling.PLAIN, Sampling.NOTAGEN, Sampling.GREEDY, new Sampling(3, 1, 0.1)};
    for (int i = 0; i < 20_000; i++) {
      long low = random.nextLong() & random.nextLong() & random.nextLong();
      long high = random.nextLong() & random.nextLong();
      float[] logits = spread(random.nextLong());
      logits[random.nextInt(128)] = 200; // Whatever the model wants.
      if ((low | high) != 0) {
        int drawn = sampler.sample(logits, low, high, settings[i % settings.length]);
        assertThat(((drawn < 64 ? low : high) >>> drawn & 1) != 0).as("seed %d, draw %d", seed, i).isTrue();
      }
    }
  }

  @Test
  void shouldTakeTheLikeliestAtTemperatureZero() {
    float[] logits = spread(8);
    logits[70] = 9;
    logits[71] = 9;
    logits[5] = 10;
    Sampler sampler = new Sampler(Sampler.random(1));
    assertThat(sampler.sample(logits, ALL, ALL, Sampling.GREEDY)).isEqualTo(5);
    assertThat(sampler.sample(logits, ~(1L << 5), ALL, Sampling.GREEDY)).isEqualTo(70);
  }

  @Test
  void shouldSayWhatTheMaskTookAway() {
    float[] logits = ofShares(0.4, 0.3, 0.2, 0.1);
    Sampler sampler = new Sampler(Sampler.random(1));
    assertThat(sampler.sample(logits, 0b0100, 0, Sampling.NOTAGEN)).isEqualTo(2);
    assertThat(sampler.removedMass()).isCloseTo(0.8, within(1e-6));
    assertThat(sampler.logProbability()).isCloseTo(Math.log(0.2), within(1e-6));
    sampler.sample(logits, ALL, ALL, Sampling.NOTAGEN);
    assertThat(sampler.removedMass()).isCloseTo(0, within(1e-12));
  }

  @Test
  void shouldDrawFromWhatIsNearlyImpossible() {
    float[] logits = new float[128];
    Arrays.fill(logits, -4000);
    logits[3] = 4000;
    logits[10] = -4000 + (float) Math.log(3);
    Sampler sampler = new Sampler(Sampler.random(4));
    int tens = 0;
    for (int i = 0; i < 4000; i++) {
      tens += sampler.sample(logits, 1L << 10 | 1L << 11, 0, Sampling.PLAIN) == 10 ? 1 : 0;
    }
    assertThat(tens).isBetween(2900, 3100);
    assertThat(sampler.removedMass()).isEqualTo(1);
  }

  @Test
  void shouldRepeatItselfForASeed() {
    float[] logits = spread(9);
    int[] first = draws(new Sampler(Sampler.random(42)), logits);
    assertThat(draws(new Sampler(Sampler.random(42)), logits)).containsExactly(first);
    assertThat(draws(new Sampler(Sampler.random(43)), logits)).isNotEqualTo(first);
    assertThat(Sampler.random(42).nextLong()).isEqualTo(-5600175640509174766L);
  }

  @Test
  void shouldRefuseWhatCannotBeDrawn() {
    Sampler sampler = new Sampler(Sampler.random(1));
    assertThatThrownBy(() -> sampler.sample(new float[128], 0, 0, Sampling.PLAIN)).hasMessageContaining("no symbol");
    float[] broken = new float[128];
    broken[7] = Float.NaN;
    assertThatThrownBy(() -> sampler.sample(broken, 1, 0, Sampling.PLAIN)).isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> new Sampling(-1, 9, 1)).hasMessageContaining("temperature -1.0");
    assertThatThrownBy(() -> new Sampling(1, 0, 1)).hasMessageContaining("top-k 0");
    assertThatThrownBy(() -> new Sampling(1, 9, 0)).hasMessageContaining("top-p 0.0");
  }

  @Test
  void shouldAllocateNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Sampler sampler = new Sampler(Sampler.random(1));
    float[] logits = spread(10);
    for (int i = 0; i < 2_000; i++) {
      sampler.sample(logits, ALL, ALL, Sampling.NOTAGEN);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 2_000; i++) {
      sampler.sample(logits, ALL, ALL, Sampling.NOTAGEN);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2_000);
  }

  /** Compares 20,000 draws with the expected shares by Pearson's chi-square. */
  private static void assertProportions(float[] logits, long low, long high, Sampling sampling, double[] expected) {
    long seed = 2_026;
    Sampler sampler = new Sampler(Sampler.random(seed));
    int draws = 20_000;
    int[] counts = new int[128];
    for (int i = 0; i < draws; i++) {
      counts[sampler.sample(logits, low, high, sampling)]++;
    }
    double chiSquare = 0;
    int kinds = -1;
    for (int i = 0; i < 128; i++) {
      if (expected[i] == 0) {
        assertThat(counts[i]).as("symbol %d, seed %d", i, seed).isZero();
        continue;
      }
      double mean = expected[i] * draws;
      chiSquare += (counts[i] - mean) * (counts[i] - mean) / mean;
      kinds++;
    }
    // Mean and variance of chi-square are k and 2k: five deviations for what a right sampler never shows.
    assertThat(chiSquare).as("seed %d", seed).isLessThanOrEqualTo(kinds + 5 * Math.sqrt(2.0 * kinds));
  }

  private static int[] draws(Sampler sampler, float[] logits) {
    return IntStream.range(0, 200).map(i -> sampler.sample(logits, ALL, ALL, Sampling.NOTAGEN)).toArray();
  }

  private static float[] spread(long seed) {
    Random random = new Random(seed);
    float[] logits = new float[128];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (random.nextGaussian() * 1.2);
    }
    return logits;
  }

  private static float[] ofShares(double... shares) {
    float[] logits = new float[128];
    Arrays.fill(logits, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < shares.length; i++) {
      logits[i] = (float) Math.log(shares[i]) + 3;
    }
    return logits;
  }

  private static double[] shares(double... shares) {
    return Arrays.copyOf(shares, 128);
  }

  private static double[] softmax(float[] logits, long low, long high, double temperature) {
    double[] shares = new double[128];
    double sum = 0;
    for (int i = 0; i < 128; i++) {
      if (((i < 64 ? low : high) >>> i & 1) != 0) {
        shares[i] = Math.exp(logits[i] / temperature);
        sum += shares[i];
      }
    }
    for (int i = 0; i < 128; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  @Test
  void shouldCutOnlyTheModelsShareOfAMixture() {
    // 0.96 for one, 0.04 for another: top-p of 0.95 leaves the first alone, unless most of it is another's.
    float[] logits = new float[128];
    Arrays.fill(logits, -100);
    logits['a'] = (float) Math.log(0.96);
    logits['b'] = (float) Math.log(0.04);
    Sampling sampling = new Sampling(1, 128, 0.95);
    Sampler sampler = new Sampler(Sampler.random(1));
    int whole = 0;
    int mixed = 0;
    for (int i = 0; i < 10_000; i++) {
      whole += sampler.sample(logits, ALL, ALL, sampling) == 'b' ? 1 : 0;
      mixed += sampler.sample(logits, ALL, ALL, sampling, 0.05) == 'b' ? 1 : 0;
    }
    assertThat(whole).isZero();
    assertThat(mixed).isBetween(300, 500);
  }
}
