package antiphon.lab.evaluate;

import java.util.List;

/** Differences of paired figures. Stateless. */
final class Leads {
  private Leads() {}

  /** The mean of the differences and its standard error; pairs with a NaN do not count. */
  static double[] of(List<Double> own, List<Double> theirs) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int i = 0; i < Math.min(own.size(), theirs.size()); i++) {
      double difference = own.get(i) - theirs.get(i);
      if (!Double.isNaN(difference)) {
        sum += difference;
        squares += difference * difference;
        count++;
      }
    }
    double mean = sum / count;
    return new double[] {mean, Math.sqrt(Math.max(0, squares / count - mean * mean) / (count - 1))};
  }
}
