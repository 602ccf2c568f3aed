package antiphon.quantize;

import java.util.Arrays;

/** Mutable: the cheapest ways to have consumed 0, 1, 2 … notes from a base on, none known at first. */
final class PathCosts {
  /** Nats; infinite where there is no way. */
  final double[] cost;

  /** Notes that had been consumed when the pulse began. */
  final int[] origin;

  PathCosts(int width) {
    cost = new double[width];
    origin = new int[width];
    Arrays.fill(cost, Double.POSITIVE_INFINITY);
  }
}
