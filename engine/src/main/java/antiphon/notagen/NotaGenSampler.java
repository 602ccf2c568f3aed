package antiphon.notagen;

import antiphon.model.ModelException;
import antiphon.model.Sampling;
import antiphon.patch.Patch;
import java.util.function.DoubleSupplier;

/**
 * Draws as NotaGen's own inference does, number by number: top-k, top-p, then temperature, a small share added to all
 * 128 symbols before each, so that even one that was cut away keeps about 1e-10. Mutable scratch; one thread at a time.
 */
final class NotaGenSampler {
  private static final int SYMBOLS = Patch.VOCABULARY;
  private static final double SHARE = 1e-12;

  private final DoubleSupplier random;
  private final Sampling sampling;
  private final double[] p = new double[SYMBOLS];
  private final int[] order = new int[SYMBOLS];

  /** @throws IllegalArgumentException for temperature 0, which this way of drawing does not know */
  NotaGenSampler(long seed, Sampling sampling) {
    this(new NumpyRandom(seed)::nextDouble, sampling);
  }

  /** With numbers, at least 0 and less than 1, of another source. */
  NotaGenSampler(DoubleSupplier random, Sampling sampling) {
    if (sampling.temperature() == 0) {
      throw new IllegalArgumentException("temperature 0: expected more, as NotaGen divides by it");
    }
    this.random = random;
    this.sampling = sampling;
  }

  /** Draws and throws away, as for a symbol after the end of its patch. */
  void skip() {
    var _ = random.getAsDouble();
  }

  /**
   * Draws a symbol.
   *
   * @param logits 128 unnormalised log-probabilities; not changed
   */
  int sample(float[] logits) {
    softmax(logits);
    normalise();
    sort();
    for (int i = sampling.topK(); i < SYMBOLS; i++) {
      p[order[i]] = 0;
    }
    divide();
    normalise();
    sort();
    double share = 0;
    for (int i = 0; i < SYMBOLS; i++) {
      boolean beyond = share > sampling.topP();
      share += p[order[i]];
      if (beyond) {
        p[order[i]] = 0;
      }
    }
    divide();
    normalise();
    double total = 0;
    for (int i = 0; i < SYMBOLS; i++) {
      p[i] = Math.exp(Math.log(p[i]) / sampling.temperature());
      total += p[i];
    }
    return drawn(total);
  }

  private int drawn(double total) {
    double end = 0;
    for (int i = 0; i < SYMBOLS; i++) {
      p[i] /= total;
      end += p[i];
    }
    double number = random.getAsDouble();
    double sum = 0;
    int symbol = 0;
    while (symbol < SYMBOLS - 1) {
      sum += p[symbol];
      if (number < sum / end) {
        return symbol;
      }
      symbol++;
    }
    return symbol;
  }

  /** In single precision, as the model computes. */
  private void softmax(float[] logits) {
    float top = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      top = Math.max(top, logit);
    }
    if (!Float.isFinite(top)) {
      throw new ModelException("the model gave logits that are not numbers: " + top + " at most");
    }
    float total = 0;
    for (int i = 0; i < SYMBOLS; i++) {
      float weight = (float) Math.exp(logits[i] - top);
      p[i] = weight;
      total += weight;
    }
    for (int i = 0; i < SYMBOLS; i++) {
      p[i] = (float) p[i] / total;
    }
  }

  private void normalise() {
    for (int i = 0; i < SYMBOLS; i++) {
      p[i] += SHARE;
    }
    divide();
  }

  private void divide() {
    double total = 0;
    for (double share : p) {
      total += share;
    }
    for (int i = 0; i < SYMBOLS; i++) {
      p[i] /= total;
    }
  }

  /** The heaviest first, of equals the lowest symbol. */
  private void sort() {
    for (int i = 0; i < SYMBOLS; i++) {
      int at = i;
      for (; at > 0 && p[order[at - 1]] < p[i]; at--) {
        order[at] = order[at - 1];
      }
      order[at] = i;
    }
  }
}
