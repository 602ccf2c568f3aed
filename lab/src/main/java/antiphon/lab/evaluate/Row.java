package antiphon.lab.evaluate;

import java.util.List;

/**
 * One line of the report.
 *
 * @param key name among the figures
 * @param title for people
 * @param group heading that it stands under
 * @param better what is good
 * @param decimals digits behind the point
 * @param says what it is, in a sentence
 */
public record Row(String key, String title, String group, Better better, int decimals, String says) {
  /** What is good. */
  public enum Better {
    MORE,
    LESS,
    NEAR_COMPOSER,
    /** What is not above the composers is as good as it can be. */
    NOT_ABOVE_COMPOSER,
    /** Said by another row already, so nobody is judged by it. */
    SHOWN
  }

  private static final String TEXT = "As a writer of text";
  private static final String CONTINUING = "Eight bars more, all voices";
  private static final String ACCOMPANYING = "Eight bars under a given melody";

  /** All of them. */
  public static final List<Row> ALL = List.of(
      new Row("bits-per-character", "Bits a character", TEXT, Better.LESS, 3,
          "How surprising held-out text is, with a memory of the piece so far; the countdown before each bar is not counted."),
      new Row("bits-per-character-alone", "The same, no memory", TEXT, Better.SHOWN, 3, "What the model alone makes of it."),
      new Row("bits-per-note", "Bits a note", TEXT, Better.LESS, 2, "The same, shared out among the notes."),
      new Row("bars-that-sum", "Bars that sum, no mask", TEXT, Better.MORE, 3,
          "Lines written with no grammar that parse, and in which every voice fills its bar; top-k 30, top-p 0.95."),
      new Row("masked-bars-that-sum", "Bars that sum, mask", TEXT, Better.MORE, 3, "The same under the grammar, as it plays live."),
      new Row("mask-removed", "Mass the mask took", TEXT, Better.LESS, 3,
          "Mean probability that the grammar ruled out at a character; low is a writer that knows the grammar itself."),
      new Row("jsd-pitch-class", "JSD of pitch classes", CONTINUING, Better.LESS, 4,
          "Jensen-Shannon divergence in bits from the composers' notes on the same places, of the degrees of the key. In the "
              + "composers' column: their own notes on one half of the pieces against the other half, mean of 20 halvings."),
      new Row("jsd-duration", "JSD of durations", CONTINUING, Better.LESS, 4, "The same, of the notes' durations."),
      new Row("jsd-interval", "JSD of intervals", CONTINUING, Better.LESS, 4, "The same, of the steps of each voice's tune."),
      new Row("jsd-onset", "JSD of onsets", CONTINUING, Better.LESS, 4, "The same, of the places in the bar where notes begin."),
      new Row("groove", "Grooving similarity", CONTINUING, Better.NEAR_COMPOSER, 3,
          "Over all pairs of bars, the share of 64ths on which they agree whether a note begins."),
      new Row("returns", "Bars that return", CONTINUING, Better.NEAR_COMPOSER, 3,
          "Share of these bars that are, in every voice, one of the bars before."),
      new Row("echoes", "Nothing but returns", CONTINUING, Better.NOT_ABOVE_COMPOSER, 3,
          "Share of the places at which each of these bars is one of the bars before."),
      new Row("motifs", "Motifs taken up", CONTINUING, Better.NEAR_COMPOSER, 3,
          "Share of the motifs of four notes, each voice's by itself, that stand in its eight bars before, at whatever pitch."),
      new Row("own-semitones", "Semitones among voices", CONTINUING, Better.NEAR_COMPOSER, 3,
          "Share of the pulses with two pitches or more at which two of them are a semitone apart, in whatever octave."),
      new Row("triads", "Triads", CONTINUING, Better.NEAR_COMPOSER, 3,
          "Share of the pulses with three pitch classes or more at which these are a major or minor triad."),
      new Row("entropy-1", "Entropy, 1 bar", CONTINUING, Better.NEAR_COMPOSER, 2, "Of the pitch classes in a bar, in bits."),
      new Row("entropy-4", "Entropy, 4 bars", CONTINUING, Better.NEAR_COMPOSER, 2, "Of the pitch classes in four bars, in bits."),
      new Row("cadence", "Rests on the triad, bars 4, 8", CONTINUING, Better.NEAR_COMPOSER, 3,
          "Share of the fourth and eighth bars whose last tune note is of the tonic triad."),
      new Row("stuck", "One bar four times", CONTINUING, Better.NOT_ABOVE_COMPOSER, 3,
          "Share of the places at which one of these eight bars stands more than three times among them."),
      new Row("odd-tuplets", "Odd tuplets", CONTINUING, Better.NOT_ABOVE_COMPOSER, 3,
          "Of the bars of single voices with tuplets, those in which one is cut by a rest or holds one note, or which have several kinds."),
      new Row("tonic-ends", "Last bar on the tonic", CONTINUING, Better.NEAR_COMPOSER, 3,
          "Share of the places at which the lowest note on the first or the middle beat of the last bar is the tonic."),
      new Row("auc-8", "Told from real, AUC", CONTINUING, Better.LESS, 3,
          "How well a judge tells these bars from the composers', by some 240 figures of the notes and of what stood before, a logistic "
              + "regression and a forest that learn from other works: 0.5 not at all, 1 always. In the composers' column: one half of them "
              + "from the other half."),
      new Row("auc-8-lines", "The same, single lines", CONTINUING, Better.LESS, 3, "The same, of pieces in one voice."),
      new Row("auc-8-keyboard", "The same, keyboard", CONTINUING, Better.LESS, 3, "The same, of pieces for a keyboard alone."),
      new Row("auc-32", "The same, after 32 bars", CONTINUING, Better.LESS, 3, "The same, of 32 bars, where a piece has as many."),
      new Row("longest-copy", "Longest run as in training", CONTINUING, Better.NOT_ABOVE_COMPOSER, 1,
          "Notes in a row that reach into these bars, with the same intervals and durations as somewhere in the training set, by fingerprints, which see no run below 12; mean."),
      new Row("true-of-four", "Knows the true one of four", CONTINUING, Better.MORE, 3,
          "Share of places at which the past makes the composer's next four bars likelier than any other of four; the others are from other pieces of that meter, moved into the key."),
      new Row("consonant", "Consonant, CR", ACCOMPANYING, Better.MORE, 3,
          "Share of the melody's time with at least one consonant note below it."),
      new Row("unsupported", "Unsupported, UR", ACCOMPANYING, Better.SHOWN, 3, "The rest of its time: nothing consonant, or nothing."),
      new Row("note-in-chord", "On the harmony, NiC", ACCOMPANYING, Better.MORE, 3,
          "Share of the accompaniment's time on the pitch classes that sound in the composer's, beat by beat."));

  /** Of these, the one with a key. */
  static Row of(String key) {
    return ALL.stream().filter(row -> row.key.equals(key)).findFirst().orElseThrow();
  }
}
