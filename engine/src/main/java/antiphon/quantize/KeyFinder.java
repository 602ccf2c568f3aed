package antiphon.quantize;

import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Ticks;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the key of what is heard, as the likeliest of twenty-four: each note is drawn by its degree of the scale, as often as its
 * duration says, and the first of a tune is more often than others the fifth or the tonic. Stateless. [any]
 *
 * <p>Source: the model is that of D. Temperley, "Music and Probability", MIT Press 2007, chapter 4, without its ranges. The
 * probabilities are counts over the upper voices of 6,000 pieces of the training set, sixteen bars of each.
 */
public final class KeyFinder {
  /** By degree, in semitones above the tonic: of a major key, then of a minor one. */
  private static final double[][] DEGREES = {
    {.2028, .0060, .1381, .0069, .1651, .0841, .0131, .1858, .0074, .1020, .0074, .0814},
    {.1882, .0098, .1062, .1408, .0118, .1229, .0111, .1903, .0698, .0180, .1044, .0266}
  };

  private static final double[][] FIRST = {
    {.2800, .0013, .0429, .0031, .1973, .0229, .0029, .3901, .0018, .0404, .0009, .0162},
    {.2948, .0027, .0312, .1401, .0027, .0883, .0027, .3194, .0279, .0040, .0784, .0080}
  };

  /** Of all tunes so many are major, and minor. */
  private static final double[] MODES = {.7478, .2522};

  /** So long a note counts once. */
  private static final double COUNTED = Ticks.PER_QUARTER / 2.0;

  /** How much likelier the key before is than another, as a logarithm: it stays until notes speak for another. */
  private static final double STAYS = 2;

  private static final int KEYS = 24;
  private static final Comparator<Note> ORDER = Comparator.comparingLong(Note::onset).thenComparingInt(Note::pitch);

  private KeyFinder() {}

  /** The key of a whole tune; C major, by chance, of none. */
  public static KeyEstimate of(List<Note> notes) {
    return find(notes, Optional.empty(), true);
  }

  /**
   * The key of notes that come after music in another.
   *
   * @param before the key so far, which stays if there are no notes
   * @param begins whether a tune begins with the notes
   */
  public static KeyEstimate after(Key before, List<Note> notes, boolean begins) {
    return find(notes, Optional.of(before), begins);
  }

  private static KeyEstimate find(List<Note> notes, Optional<Key> before, boolean begins) {
    if (notes.isEmpty()) {
      return new KeyEstimate(before.orElse(Key.C), 1.0 / KEYS);
    }
    double[] counts = new double[12];
    notes.forEach(note -> counts[note.pitch() % 12] += note.duration() / COUNTED);
    int first = notes.stream().min(ORDER).orElseThrow().pitch();
    int now = before.map(key -> key.tonic() + (key.minor() ? 12 : 0)).orElse(-1);
    double[] likelihoods = new double[KEYS];
    int best = 0;
    for (int k = 0; k < KEYS; k++) {
      int mode = k / 12;
      double sum = Math.log(MODES[mode]) + (k == now ? STAYS : 0);
      sum += begins ? Math.log(FIRST[mode][Math.floorMod(first - k, 12)]) : 0;
      for (int c = 0; c < 12; c++) {
        sum += counts[c] * Math.log(DEGREES[mode][Math.floorMod(c - k, 12)]);
      }
      likelihoods[k] = sum;
      best = sum > likelihoods[best] ? k : best;
    }
    double all = 0;
    for (double likelihood : likelihoods) {
      all += Math.exp(likelihood - likelihoods[best]);
    }
    Key found = best == now ? before.orElseThrow() : key(best % 12, best >= 12, before.orElse(Key.C).fifths());
    return new KeyEstimate(found, 1 / all);
  }

  /** The key on a tonic with the fewest accidentals; of six sharps and six flats those nearer the key before. */
  private static Key key(int tonic, boolean minor, int fifthsBefore) {
    int fifths = Math.floorMod(7 * (tonic - (minor ? 9 : 0)) + 5, 12) - 5;
    return new Key(fifths == 6 && fifthsBefore <= 0 ? -6 : fifths, minor);
  }
}
