package antiphon.lab.evaluate;

import antiphon.memory.MemoryWeights;
import antiphon.memory.PageMemory;
import java.util.Arrays;

/**
 * Fits how much a memory counts beside a model: expectation and maximization over all observed characters at once, class
 * by class, first of the groups of classes, towards which those are drawn of which there are few. Mutable; one thread.
 */
final class MemoryFit implements Surprise.Watcher {
  private static final int ROUNDS = 50;

  /** What a group says counts as much as so many characters. */
  private static final double PRIOR = 30;

  /** Of a group of which nothing was seen. */
  private static final double UNKNOWN = 0.1;

  private int[] kinds = new int[1 << 16];
  private float[] model = new float[1 << 16];
  private float[] memory = new float[1 << 16];
  private int count;

  @Override
  public void see(PageMemory page, int symbol, double likelihood) {
    if (page.kind() < 0) {
      return;
    }
    if (count == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * count);
      model = Arrays.copyOf(model, 2 * count);
      memory = Arrays.copyOf(memory, 2 * count);
    }
    kinds[count] = page.kind();
    model[count] = (float) likelihood;
    memory[count++] = (float) page.share(symbol);
  }

  /** Characters for which the memory had something to say. */
  int count() {
    return count;
  }

  MemoryWeights weights() {
    int[] groups = new int[count];
    for (int i = 0; i < count; i++) {
      groups[i] = MemoryWeights.group(kinds[i]);
    }
    double[] unknown = new double[MemoryWeights.GROUPS];
    Arrays.fill(unknown, UNKNOWN);
    double[] byGroup = fit(groups, unknown);
    double[] drawn = new double[MemoryWeights.KINDS];
    Arrays.setAll(drawn, kind -> byGroup[MemoryWeights.group(kind)]);
    return new MemoryWeights(fit(kinds, drawn));
  }

  private double[] fit(int[] classes, double[] prior) {
    double[] weights = prior.clone();
    for (int round = 0; round < ROUNDS; round++) {
      double[] believed = new double[weights.length];
      double[] all = new double[weights.length];
      for (int i = 0; i < count; i++) {
        double byMemory = weights[classes[i]] * memory[i];
        double byModel = (1 - weights[classes[i]]) * model[i];
        believed[classes[i]] += byMemory + byModel > 0 ? byMemory / (byMemory + byModel) : 0;
        all[classes[i]]++;
      }
      for (int kind = 0; kind < weights.length; kind++) {
        weights[kind] = (believed[kind] + PRIOR * prior[kind]) / (all[kind] + PRIOR);
      }
    }
    return weights;
  }
}
