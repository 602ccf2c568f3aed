package antiphon.feel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Weighted numbers and what is in their middle, whatever is at their ends. Mutable; for one use. */
final class Sample {
  private record Value(double value, double weight) {}

  /** Half the width of the middle half of a normal distribution, in standard deviations, twice. */
  private static final double QUARTILES_APART = 1.349;

  private final List<Value> values = new ArrayList<>();
  private double weight;
  private boolean sorted;

  /** @param itsWeight above 0 */
  void add(double value, double itsWeight) {
    values.add(new Value(value, itsWeight));
    weight += itsWeight;
    sorted = false;
  }

  double weight() {
    return weight;
  }

  /** The mean of the middle half: nearly as steady as the mean and as sober as the median; {@code none} if empty. */
  double midmean(double none) {
    if (values.isEmpty()) {
      return none;
    }
    sort();
    double sum = 0;
    double below = 0;
    for (Value value : values) {
      double inside = Math.min(below + value.weight, 0.75 * weight) - Math.max(below, 0.25 * weight);
      sum += value.value * Math.max(0, inside);
      below += value.weight;
    }
    return sum / (0.5 * weight);
  }

  /** The value that {@code share} of the weight lies below; {@code none} if empty. */
  double quantile(double share, double none) {
    if (values.isEmpty()) {
      return none;
    }
    sort();
    double below = 0;
    for (Value value : values) {
      below += value.weight;
      if (below >= share * weight) {
        return value.value;
      }
    }
    return values.getLast().value;
  }

  /** The standard deviation as the quartiles tell it; {@code none} if empty. */
  double spread(double none) {
    return values.isEmpty() ? none : (quantile(0.75, 0) - quantile(0.25, 0)) / QUARTILES_APART;
  }

  /** How far this weight is to be believed, 0 to 1: half at {@code doubt}, then soon nearly all. */
  static double belief(double weight, double doubt) {
    return weight * weight / (weight * weight + doubt * doubt);
  }

  /** {@code found} as far as this sample's weight is to be believed, else {@code assumed}. */
  double believed(double found, double assumed, double doubt) {
    return assumed + belief(weight, doubt) * (found - assumed);
  }

  private void sort() {
    if (!sorted) {
      values.sort(Comparator.comparingDouble(Value::value));
      sorted = true;
    }
  }
}
