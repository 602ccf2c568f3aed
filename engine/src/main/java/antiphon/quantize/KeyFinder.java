package antiphon.quantize;

import antiphon.score.Key;
import antiphon.score.Note;
import java.util.Arrays;
import java.util.List;

/**
 * Follows the key of what is heard; used by one thread.
 *
 * <p>Durations by pitch class, fading from bar to bar, are correlated with the probe-tone profiles of the
 * twenty-four keys. The key stays until another one is better by a margin.
 *
 * <p>Source of the profiles: C. L. Krumhansl and E. J. Kessler, "Tracing the dynamic changes in
 * perceived tonal organization in a spatial representation of musical keys", Psychological Review 89 (1982).
 */
public final class KeyFinder {
  private static final double[] MAJOR = {6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
  private static final double[] MINOR = {6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17};

  /** What remains of a bar's weight when the next has been heard: half after five bars. */
  private static final double KEPT = 0.87;

  /** A lead in correlation that another key must have. */
  private static final double MARGIN = 0.05;

  /** A lead in correlation over all other keys that counts as certain. */
  private static final double CERTAIN = 0.25;

  private final double[] weights = new double[12];
  private Key key;
  private boolean heard;

  /** @param initial the key until notes say otherwise */
  public KeyFinder(Key initial) {
    key = initial;
  }

  /** The key of these notes alone. */
  public static KeyEstimate of(List<Note> notes) { // [any]
    return new KeyFinder(Key.C).hear(notes);
  }

  /** Takes in the notes of a bar and gives the key in force after it. */
  public KeyEstimate hear(List<Note> bar) { // [engine]
    for (int c = 0; c < 12; c++) {
      weights[c] *= KEPT;
    }
    for (Note note : bar) {
      weights[note.pitch() % 12] += note.duration();
    }
    if (Arrays.stream(weights).allMatch(w -> w == 0)) {
      return new KeyEstimate(key, 0);
    }
    double[] scores = new double[24];
    int best = 0;
    for (int k = 0; k < 24; k++) {
      scores[k] = correlation(k % 12, k < 12 ? MAJOR : MINOR);
      best = scores[k] > scores[best] ? k : best;
    }
    int now = key.tonic() + (key.minor() ? 12 : 0);
    if (best != now && (!heard || scores[best] > scores[now] + MARGIN)) {
      key = key(best % 12, best >= 12, key.fifths());
      now = best;
    }
    heard = true;
    double rival = -1;
    for (int k = 0; k < 24; k++) {
      rival = k == now ? rival : Math.max(rival, scores[k]);
    }
    return new KeyEstimate(key, Math.clamp((scores[now] - rival) / CERTAIN, 0, 1));
  }

  private double correlation(int tonic, double[] profile) {
    double meanWeight = Arrays.stream(weights).sum() / 12;
    double meanProfile = Arrays.stream(profile).sum() / 12;
    double product = 0;
    double squaredWeights = 0;
    double squaredProfile = 0;
    for (int c = 0; c < 12; c++) {
      double weight = weights[(tonic + c) % 12] - meanWeight;
      double expected = profile[c] - meanProfile;
      product += weight * expected;
      squaredWeights += weight * weight;
      squaredProfile += expected * expected;
    }
    // All pitch classes alike belong to no key.
    return squaredWeights == 0 ? 0 : product / Math.sqrt(squaredWeights * squaredProfile);
  }

  /** The key on a tonic with the fewest accidentals; of six sharps and six flats those nearer the key before. */
  private static Key key(int tonic, boolean minor, int fifthsBefore) {
    int fifths = Math.floorMod(7 * (tonic - (minor ? 9 : 0)) + 5, 12) - 5;
    return new Key(fifths == 6 && fifthsBefore <= 0 ? -6 : fifths, minor);
  }
}
