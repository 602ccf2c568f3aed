package antiphon.model;

import antiphon.patch.Patch;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Draws symbols from a distribution under a mask. Mutable scratch; one thread at a time; allocates
 * nothing per draw.
 *
 * <p>In this order, as NotaGen does: the mask, top-k, top-p, and the temperature on what is left. A draw
 * takes one number from the source of randomness, none if only one symbol is left.
 */
public final class Sampler {
  private static final int SYMBOLS = Patch.VOCABULARY;
  private static final float REMOTE = 500;

  private final RandomGenerator random;
  // The candidates, in no order until they are selected, and their weights, in proportion to probability.
  private final int[] symbols = new int[SYMBOLS];
  private final double[] weights = new double[SYMBOLS];
  private double removedMass;
  private double logProbability;

  /** @param random see {@link #random(long)} */
  public Sampler(RandomGenerator random) {
    this.random = random;
  }

  /** The source of randomness to use: L64X128MixRandom, the same numbers for a seed on every JDK. [any] */
  public static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /**
   * Draws a symbol. [engine]
   *
   * @param logits 128 unnormalised log-probabilities; not changed
   * @param allowedLow the allowed ones of the symbols 0 to 63, one bit each
   * @param allowedHigh the same of 64 to 127
   * @throws IllegalArgumentException if no symbol is allowed
   * @throws ModelException if the logits are not numbers
   */
  public int sample(float[] logits, long allowedLow, long allowedHigh, Sampling sampling) {
    return sample(logits, allowedLow, allowedHigh, sampling, 1);
  }

  /**
   * Draws a symbol from a mixture with another distribution, of which no tail is to be cut: top-p takes away of the
   * model's share as much as it would of the model alone. Else a memory that is nearly sure would be followed always. [engine]
   *
   * @param modelShare how much of the mixture is the model's, 0 to 1
   */
  public int sample(float[] logits, long allowedLow, long allowedHigh, Sampling sampling, double modelShare) {
    if ((allowedLow | allowedHigh) == 0) {
      throw new IllegalArgumentException("no symbol is allowed: expected at least one");
    }
    float top = Float.NEGATIVE_INFINITY;
    float allowedTop = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < SYMBOLS; i++) {
      top = Math.max(top, logits[i]);
      if (allowed(i, allowedLow, allowedHigh)) {
        allowedTop = Math.max(allowedTop, logits[i]);
      }
    }
    if (!Float.isFinite(allowedTop) || !Float.isFinite(top)) {
      throw new ModelException("the model gave logits that are not numbers: " + top + " at most");
    }
    // Where even the best that is allowed is next to impossible, weights relative to it do not underflow.
    boolean remote = allowedTop < top - REMOTE;
    double total = 0;
    double allowedTotal = 0;
    int candidates = 0;
    for (int i = 0; i < SYMBOLS; i++) {
      double share = Math.exp(logits[i] - (double) top);
      total += share;
      if (allowed(i, allowedLow, allowedHigh)) {
        allowedTotal += share;
        symbols[candidates] = i;
        weights[candidates++] = remote ? Math.exp(logits[i] - (double) allowedTop) : share;
      }
    }
    removedMass = Math.max(0, 1 - allowedTotal / total);
    int drawn = symbols[sampling.temperature() == 0 ? selectHeaviest(0, candidates) : draw(candidates, sampling, modelShare)];
    logProbability = logits[drawn] - (double) top - Math.log(total);
    return drawn;
  }

  /** Of the last draw: the probability, 0 to 1, that the mask took away, before temperature and cuts. [engine] */
  public double removedMass() {
    return removedMass;
  }

  /** Of the last draw: ln of the symbol's probability without mask, temperature and cuts. [engine] */
  public double logProbability() {
    return logProbability;
  }

  private int draw(int candidates, Sampling sampling, double modelShare) {
    int count = Math.min(sampling.topK(), candidates);
    if (count < candidates || sampling.topP() < 1) {
      for (int i = 0; i < count; i++) {
        selectHeaviest(i, candidates);
      }
      count = nucleus(count, 1 - modelShare * (1 - sampling.topP()));
    }
    if (count == 1) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = Math.pow(weights[i], 1 / sampling.temperature());
      sum += weights[i];
    }
    double rest = random.nextDouble() * sum;
    int drawn = 0;
    while (drawn < count - 1 && rest >= weights[drawn]) {
      rest -= weights[drawn++];
    }
    return drawn;
  }

  /** How many of the {@code count} heaviest there are up to the first at which their share exceeds {@code topP}. */
  private int nucleus(int count, double topP) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[i];
    }
    double share = 0;
    int kept = 0;
    while (kept < count && share <= topP * sum) {
      share += weights[kept++];
    }
    return kept;
  }

  /** Swaps the heaviest candidate of {@code from} and later, of equals the lowest symbol, to {@code from}; returns that. */
  private int selectHeaviest(int from, int candidates) {
    int best = from;
    for (int i = from + 1; i < candidates; i++) {
      if (weights[i] > weights[best] || (weights[i] == weights[best] && symbols[i] < symbols[best])) {
        best = i;
      }
    }
    int symbol = symbols[from];
    double weight = weights[from];
    symbols[from] = symbols[best];
    weights[from] = weights[best];
    symbols[best] = symbol;
    weights[best] = weight;
    return from;
  }

  private static boolean allowed(int symbol, long low, long high) {
    return ((symbol < 64 ? low : high) >>> symbol & 1) != 0; // Java shifts by the low six bits.
  }
}
