package antiphon.lab.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A forest of extremely randomized trees (Geurts, Ernst and Wehenkel 2006): each split is the best of one threshold by
 * chance for each of some features by chance. Immutable.
 */
final class Forest implements Classifier {
  private static final int TREES = 400;
  /** Fewer are not split. */
  private static final int FEWEST = 5;

  /**
   * A node.
   *
   * @param feature that is asked about; below 0 in a leaf
   * @param threshold at or above which the right child is next
   * @param left place of the left child, the right one follows
   * @param share of the second kind in a leaf
   */
  private record Node(int feature, double threshold, int left, double share) {}

  private final List<List<Node>> trees = new ArrayList<>();

  Forest(List<double[]> samples, boolean[] second, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int tree = 0; tree < TREES; tree++) {
      List<Node> nodes = new ArrayList<>();
      nodes.add(leaf(0));
      grow(nodes, 0, samples, second, java.util.stream.IntStream.range(0, samples.size()).toArray(), random);
      trees.add(nodes);
    }
  }

  private static Node leaf(double share) {
    return new Node(-1, 0, 0, share);
  }

  private static void grow(List<Node> nodes, int at, List<double[]> samples, boolean[] second, int[] members, SplittableRandom random) {
    int ones = count(second, members);
    nodes.set(at, leaf((double) ones / members.length));
    if (members.length < FEWEST || ones == 0 || ones == members.length) {
      return;
    }
    int width = samples.getFirst().length;
    int tries = (int) Math.ceil(2 * Math.sqrt(width));
    int best = -1;
    double threshold = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < tries; i++) {
      int feature = random.nextInt(width);
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int member : members) {
        low = Math.min(low, samples.get(member)[feature]);
        high = Math.max(high, samples.get(member)[feature]);
      }
      if (low < high) {
        double border = high - random.nextDouble() * (high - low);
        double impurity = impurity(samples, second, members, feature, border);
        if (impurity < least) {
          least = impurity;
          best = feature;
          threshold = border;
        }
      }
    }
    if (best >= 0) {
      int feature = best;
      double border = threshold;
      int left = nodes.size();
      nodes.set(at, new Node(feature, border, left, 0));
      nodes.add(leaf(0));
      nodes.add(leaf(0));
      grow(nodes, left, samples, second, Arrays.stream(members).filter(m -> samples.get(m)[feature] < border).toArray(), random);
      grow(nodes, left + 1, samples, second, Arrays.stream(members).filter(m -> samples.get(m)[feature] >= border).toArray(), random);
    }
  }

  private static int count(boolean[] second, int[] members) {
    int count = 0;
    for (int member : members) {
      count += second[member] ? 1 : 0;
    }
    return count;
  }

  /** Gini's, of both sides. */
  private static double impurity(List<double[]> samples, boolean[] second, int[] members, int feature, double threshold) {
    double[] all = new double[2];
    double[] ones = new double[2];
    for (int member : members) {
      int side = samples.get(member)[feature] < threshold ? 0 : 1;
      all[side]++;
      ones[side] += second[member] ? 1 : 0;
    }
    double sum = 0;
    for (int side = 0; side < 2; side++) {
      sum += all[side] == 0 ? 0 : ones[side] * (all[side] - ones[side]) / all[side];
    }
    return sum;
  }

  @Override
  public double score(double[] sample) {
    double sum = 0;
    for (List<Node> nodes : trees) {
      Node node = nodes.getFirst();
      while (node.feature() >= 0) {
        node = nodes.get(node.left() + (sample[node.feature()] < node.threshold() ? 0 : 1));
      }
      sum += node.share();
    }
    return sum / trees.size();
  }
}
