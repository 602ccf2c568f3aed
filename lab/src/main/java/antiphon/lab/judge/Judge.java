package antiphon.lab.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How well two kinds of music are told apart: a logistic regression and a forest, each learnt from some works and asked about
 * others, their opinions added; the area under the receiver operating characteristic. Stateless.
 */
public final class Judge {
  private static final int FOLDS = 5;
  /** The works are shared out anew so often: one sharing alone is off by some hundredths. */
  private static final int ROUNDS = 2;
  /** Samples of each kind below which nothing is said. */
  private static final int FEWEST = 10;
  private static final double RIDGE = 0.05;

  private Judge() {}

  /**
   * A thing to judge.
   *
   * @param work what it is of; all of one work are learnt from, or asked about, together
   * @param second whether it is of the second kind
   * @param figures as many for every sample
   */
  public record Sample(String work, boolean second, double[] figures) {}

  /** 0.5 for what cannot be told apart, 1 for what always can; NaN for too few samples. */
  public static double auc(List<Sample> samples, long seed) {
    long seconds = samples.stream().filter(Sample::second).count();
    if (seconds < FEWEST || samples.size() - seconds < FEWEST) {
      return Double.NaN;
    }
    double sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      sum += once(samples, seed + round) / ROUNDS;
    }
    return sum;
  }

  private static double once(List<Sample> samples, long seed) {
    List<String> works = new ArrayList<>(new TreeSet<>(samples.stream().map(Sample::work).toList()));
    Collections.shuffle(works, new Random(seed));
    Map<String, Integer> folds = new HashMap<>();
    for (int i = 0; i < works.size(); i++) {
      folds.put(works.get(i), i % FOLDS);
    }
    double wins = 0;
    double pairs = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      int asked = fold;
      List<Sample> learnt = samples.stream().filter(s -> folds.getOrDefault(s.work(), 0) != asked).toList();
      List<Sample> others = samples.stream().filter(s -> folds.getOrDefault(s.work(), 0) == asked).toList();
      long seconds = others.stream().filter(Sample::second).count();
      if (seconds > 0 && seconds < others.size()) {
        List<double[]> figures = learnt.stream().map(Sample::figures).toList();
        boolean[] second = new boolean[learnt.size()];
        IntStream.range(0, second.length).forEach(i -> second[i] = learnt.get(i).second());
        double[] opinion = new double[others.size()];
        for (Classifier classifier : List.of(new Logistic(figures, second, RIDGE), new Forest(figures, second, seed))) {
          double[] ranks = ranks(others.stream().mapToDouble(sample -> classifier.score(sample.figures())).toArray());
          Arrays.setAll(opinion, i -> opinion[i] + ranks[i]);
        }
        wins += wins(others, opinion);
        pairs += (double) seconds * (others.size() - seconds);
      }
    }
    return pairs == 0 ? Double.NaN : wins / pairs;
  }

  /** How many are below each, those that are equal counting half. */
  private static double[] ranks(double[] scores) {
    return Arrays.stream(scores)
        .map(score -> Arrays.stream(scores).map(other -> other < score ? 1 : other == score ? 0.5 : 0).sum()).toArray();
  }

  private static double wins(List<Sample> samples, double[] opinion) {
    double wins = 0;
    for (int i = 0; i < opinion.length; i++) {
      for (int j = 0; j < opinion.length; j++) {
        if (samples.get(i).second() && !samples.get(j).second()) {
          wins += opinion[i] > opinion[j] ? 1 : opinion[i] == opinion[j] ? 0.5 : 0;
        }
      }
    }
    return wins;
  }
}
