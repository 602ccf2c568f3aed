package antiphon.lab.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A forest of extremely randomized trees (Geurts, Ernst and Wehenkel 2006): each split is the best of one threshold by
 * chance for each of some features by chance. Immutable.
 */
final class Forest implements Classifier {
  private static final int TREES = 200;
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

  private final List<Node[]> trees = new ArrayList<>();

  Forest(List<double[]> samples, boolean[] second, long seed) {
    Growing growing = new Growing(samples, second, new SplittableRandom(seed));
    for (int tree = 0; tree < TREES; tree++) {
      trees.add(growing.tree());
    }
  }

  @Override
  public double score(double[] sample) {
    double sum = 0;
    for (Node[] nodes : trees) {
      Node node = nodes[0];
      while (node.feature() >= 0) {
        node = nodes[node.left() + (sample[node.feature()] < node.threshold() ? 0 : 1)];
      }
      sum += node.share();
    }
    return sum / trees.size();
  }

  /** Grows trees. One thread. */
  private static final class Growing {
    /** For each feature its value in each sample. */
    private final double[][] features;

    private final boolean[] second;
    private final SplittableRandom random;
    private final int tries;
    /** Those of a node stand together. */
    private final int[] members;

    private List<Node> nodes = List.of();

    Growing(List<double[]> samples, boolean[] second, SplittableRandom random) {
      int width = samples.getFirst().length;
      features = new double[width][samples.size()];
      members = new int[samples.size()];
      for (int i = 0; i < members.length; i++) {
        members[i] = i;
        for (int f = 0; f < width; f++) {
          features[f][i] = samples.get(i)[f];
        }
      }
      this.second = second;
      this.random = random;
      tries = (int) Math.ceil(2 * Math.sqrt(width));
    }

    Node[] tree() {
      nodes = new ArrayList<>();
      nodes.add(leaf(0));
      grow(0, 0, members.length);
      return nodes.toArray(new Node[0]);
    }

    private static Node leaf(double share) {
      return new Node(-1, 0, 0, share);
    }

    private void grow(int at, int from, int to) {
      int ones = 0;
      for (int i = from; i < to; i++) {
        ones += second[members[i]] ? 1 : 0;
      }
      nodes.set(at, leaf((double) ones / (to - from)));
      if (to - from < FEWEST || ones == 0 || ones == to - from) {
        return;
      }
      int best = -1;
      double threshold = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < tries; i++) {
        int feature = random.nextInt(features.length);
        double[] values = features[feature];
        double border = border(values, from, to);
        double impurity = Double.isNaN(border) ? Double.POSITIVE_INFINITY : impurity(values, border, from, to, ones);
        if (impurity < least) {
          least = impurity;
          best = feature;
          threshold = border;
        }
      }
      if (best >= 0) {
        int middle = split(features[best], threshold, from, to);
        int left = nodes.size();
        nodes.set(at, new Node(best, threshold, left, 0));
        nodes.add(leaf(0));
        nodes.add(leaf(0));
        grow(left, from, middle);
        grow(left + 1, middle, to);
      }
    }

    /** Anywhere between the least and the greatest value; NaN where all are equal. */
    private double border(double[] values, int from, int to) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        low = Math.min(low, values[members[i]]);
        high = Math.max(high, values[members[i]]);
      }
      return low < high ? high - random.nextDouble() * (high - low) : Double.NaN;
    }

    /** Gini's, of both sides. */
    private double impurity(double[] values, double threshold, int from, int to, int ones) {
      double left = 0;
      double onesLeft = 0;
      for (int i = from; i < to; i++) {
        if (values[members[i]] < threshold) {
          left++;
          onesLeft += second[members[i]] ? 1 : 0;
        }
      }
      double right = to - from - left;
      double onesRight = ones - onesLeft;
      return (left == 0 ? 0 : onesLeft * (left - onesLeft) / left) + (right == 0 ? 0 : onesRight * (right - onesRight) / right);
    }

    /** Brings those below a threshold to the front; the place of the first other one. */
    private int split(double[] values, double threshold, int from, int to) {
      int middle = from;
      for (int i = from; i < to; i++) {
        if (values[members[i]] < threshold) {
          int member = members[i];
          members[i] = members[middle];
          members[middle++] = member;
        }
      }
      return middle;
    }
  }
}
