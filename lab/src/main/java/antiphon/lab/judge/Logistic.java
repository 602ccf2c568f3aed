package antiphon.lab.judge;

import java.util.List;

/** Logistic regression with a ridge, over features scaled to mean 0 and deviation 1. Immutable. */
public final class Logistic implements Classifier {
  private static final int STEPS = 400;
  private static final double RATE = 0.3;
  private static final double MOMENTUM = 0.9;

  /** Deviations beyond which a feature says no more: one odd bar must not decide. */
  private static final double FARTHEST = 4;

  private final double[] mean;
  private final double[] scale;
  private final double[] weights;

  /**
   * Learns.
   *
   * @param samples features of one thing each
   * @param second whether it is of the second kind
   * @param ridge weight of the penalty on great weights
   */
  public Logistic(List<double[]> samples, boolean[] second, double ridge) {
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
    double[][] scaled = samples.stream().map(this::scaled).toArray(double[][]::new);
    double[] pace = new double[width];
    double rate = RATE * (1 - MOMENTUM);
    for (int step = 0; step < STEPS; step++) {
      double[] slope = new double[width];
      for (int i = 0; i < scaled.length; i++) {
        double error = (1 / (1 + Math.exp(-dot(scaled[i]))) - (second[i] ? 1 : 0)) / scaled.length;
        for (int f = 0; f < width; f++) {
          slope[f] += error * scaled[i][f];
        }
      }
      for (int f = 0; f < width; f++) {
        pace[f] = MOMENTUM * pace[f] - rate * (slope[f] + ridge * weights[f]);
        weights[f] += pace[f];
      }
    }
  }

  private double[] scaled(double[] sample) {
    double[] scaled = new double[sample.length];
    for (int f = 0; f < sample.length; f++) {
      scaled[f] = Math.clamp((sample[f] - mean[f]) * scale[f], -FARTHEST, FARTHEST);
    }
    return scaled;
  }

  private double dot(double[] scaled) {
    double sum = 0;
    for (int f = 0; f < weights.length; f++) {
      sum += weights[f] * scaled[f];
    }
    return sum;
  }

  @Override
  public double score(double[] sample) {
    return dot(scaled(sample));
  }
}
