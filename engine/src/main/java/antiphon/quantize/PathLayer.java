package antiphon.quantize;

import java.util.Arrays;

/** Mutable: the cheapest paths that end with one pulse, by its rhythm and by notes consumed. */
final class PathLayer {
  /** Notes that every path had consumed when the pulse began. */
  final int base;

  final PathCosts[] costs;

  /** The rhythm of the pulse before, by rhythm and notes consumed. */
  final int[][] fromRhythm;

  /** The cheapest rhythm by notes consumed. */
  final int[] bestRhythm;

  private final PathCosts none;

  PathLayer(int base, int rhythms, int width) {
    this.base = base;
    none = new PathCosts(width);
    costs = new PathCosts[rhythms];
    fromRhythm = new int[rhythms][];
    bestRhythm = new int[width];
    // Most rhythms are out of the question and share one table of nothing.
    Arrays.fill(costs, none);
    Arrays.fill(fromRhythm, new int[width]);
  }

  /**
   * Takes over what is cheaper than what is there.
   *
   * @param surprise added to the costs found
   * @param rhythmBefore of the pulse before, by notes consumed when this pulse began
   */
  void add(int rhythm, PathCosts found, double surprise, int[] rhythmBefore) {
    for (int k = 0; k < bestRhythm.length; k++) {
      double cost = found.cost[k] + surprise;
      if (cost < costs[rhythm].cost[k]) {
        if (costs[rhythm] == none) {
          costs[rhythm] = new PathCosts(bestRhythm.length);
          fromRhythm[rhythm] = new int[bestRhythm.length];
        }
        costs[rhythm].cost[k] = cost;
        costs[rhythm].origin[k] = found.origin[k];
        fromRhythm[rhythm][k] = rhythmBefore[found.origin[k]];
        if (cost < costs[bestRhythm[k]].cost[k]) {
          bestRhythm[k] = rhythm;
        }
      }
    }
  }

  /** Rules out having consumed fewer notes. */
  void require(int notes) {
    for (PathCosts ofRhythm : costs) {
      Arrays.fill(ofRhythm.cost, 0, notes, Double.POSITIVE_INFINITY);
    }
  }

  /** The fewest notes, from the base on, that a path has consumed. */
  int firstReached() {
    int k = 0;
    while (costs[bestRhythm[k]].cost[k] == Double.POSITIVE_INFINITY) {
      k++;
    }
    return k;
  }
}
