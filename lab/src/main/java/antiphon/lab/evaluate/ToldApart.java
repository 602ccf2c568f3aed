package antiphon.lab.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How well two kinds of things are told apart by a logistic classifier on their features, cross-validated: the area under
 * its receiver operating characteristic. Stateless.
 */
public final class ToldApart {
  private static final int FOLDS = 5;
  private static final int STEPS = 400;
  private static final double RATE = 0.3;
  /** Weight of the penalty on great weights. */
  private static final double RIDGE = 0.02;

  private ToldApart() {}

  /**
   * 0.5 for what cannot be told apart, 1 for what always can; NaN for fewer than five pairs.
   *
   * @param first of each pair one thing's features
   * @param second the other's; both of a pair are always learnt from, or asked about, together
   */
  public static double auc(List<double[]> first, List<double[]> second, long seed) {
    int pairs = first.size();
    if (pairs < FOLDS) {
      return Double.NaN;
    }
    int[] fold = new int[pairs];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < pairs; i++) {
      int j = random.nextInt(i + 1);
      fold[i] = fold[j];
      fold[j] = i % FOLDS;
    }
    double sum = 0;
    for (int asked = 0; asked < FOLDS; asked++) {
      List<double[]> learnt = new ArrayList<>();
      List<double[]> own = new ArrayList<>();
      List<double[]> other = new ArrayList<>();
      for (int i = 0; i < pairs; i++) {
        if (fold[i] == asked) {
          own.add(first.get(i));
          other.add(second.get(i));
        } else {
          learnt.add(first.get(i));
          learnt.add(second.get(i));
        }
      }
      sum += ranked(new Logistic(learnt), own, other);
    }
    return sum / FOLDS;
  }

  /** Share of all pairings in which the second kind scores higher; a draw counts half. */
  private static double ranked(Logistic logistic, List<double[]> first, List<double[]> second) {
    double sum = 0;
    for (double[] one : first) {
      for (double[] other : second) {
        int order = Double.compare(logistic.score(other), logistic.score(one));
        sum += order > 0 ? 1 : order == 0 ? 0.5 : 0;
      }
    }
    return sum / (first.size() * second.size());
  }

  /** Logistic regression over features scaled to mean 0 and deviation 1; samples are 0, 1, 0, 1, ... in turn. */
  private static final class Logistic {
    private final double[] mean;
    private final double[] scale;
    private final double[] weights;

    Logistic(List<double[]> samples) {
      int width = samples.getFirst().length;
      mean = new double[width];
      scale = new double[width];
      weights = new double[width];
      for (int f = 0; f < width; f++) {
        for (double[] sample : samples) {
          mean[f] += sample[f] / samples.size();
        }
        for (double[] sample : samples) {
          scale[f] += (sample[f] - mean[f]) * (sample[f] - mean[f]) / samples.size();
        }
        scale[f] = scale[f] < 1e-12 ? 0 : 1 / Math.sqrt(scale[f]);
      }
      for (int step = 0; step < STEPS; step++) {
        descend(samples);
      }
    }

    private void descend(List<double[]> samples) {
      double[] slope = new double[weights.length];
      for (int i = 0; i < samples.size(); i++) {
        double error = 1 / (1 + Math.exp(-score(samples.get(i)))) - i % 2;
        for (int f = 0; f < slope.length; f++) {
          slope[f] += error * (samples.get(i)[f] - mean[f]) * scale[f] / samples.size();
        }
      }
      for (int f = 0; f < slope.length; f++) {
        weights[f] -= RATE * (slope[f] + RIDGE * weights[f]);
      }
    }

    double score(double[] sample) {
      double sum = 0;
      for (int f = 0; f < weights.length; f++) {
        sum += weights[f] * (sample[f] - mean[f]) * scale[f];
      }
      return sum;
    }
  }
}
