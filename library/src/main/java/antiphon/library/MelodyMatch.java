package antiphon.library;

/**
 * Where and how well a melody is in a line. Compared are the steps from note to note, so that neither key nor tempo
 * counts: the cheapest way to turn the steps that are looked for into some that follow each other in the line, in which
 * a wrong note, one too many or one too few costs little, as it leaves all others where they are (after the
 * consolidations of Mongeau and Sankoff 1990). Rhythm counts less than pitch, and only where it is known.
 *
 * @param score 1 for the same, 0 for nothing alike
 * @param note the first note of the line that belongs to it
 */
public record MelodyMatch(double score, int note) {
  private static final double WRONG_NOTE = 0.9;
  private static final double EXTRA_NOTE = 0.7;
  private static final double SKIPPED = 1.2;
  private static final double OCTAVE = 0.4;
  private static final double[] OFF = {0, 0.6, 0.8, 1};
  private static final double RHYTHM = 0.3;

  /** The best place. */
  static MelodyMatch best(MelodyQuery query, Line text) {
    Line wanted = query.line();
    int rows = wanted.size() - 1;
    int columns = text.size() - 1;
    if (columns < 1) {
      return new MelodyMatch(0, 0);
    }
    double[][] cost = new double[rows + 1][columns + 1];
    int[][] begin = new int[rows + 1][columns + 1];
    for (int j = 0; j <= columns; j++) {
      begin[0][j] = j;
    }
    for (int k = 1; k <= rows; k++) {
      cost[k][0] = k * SKIPPED;
      for (int j = 1; j <= columns; j++) {
        fill(query, text, cost, begin, k, j);
      }
    }
    int best = 0;
    for (int j = 1; j <= columns; j++) {
      best = cost[rows][j] < cost[rows][best] ? j : best;
    }
    return new MelodyMatch(Math.max(0, 1 - cost[rows][best] / rows), begin[rows][best]);
  }

  private static void fill(MelodyQuery query, Line text, double[][] cost, int[][] begin, int k, int j) {
    Line wanted = query.line();
    int q = wanted.interval(k - 1);
    int t = text.interval(j - 1);
    double best = cost[k - 1][j - 1] + off(q - t) + rhythm(query, text, k - 1, j - 1);
    int from = begin[k - 1][j - 1];
    if (k > 1 && j > 1 && q + wanted.interval(k - 2) == t + text.interval(j - 2) && cost[k - 2][j - 2] + WRONG_NOTE < best) {
      best = cost[k - 2][j - 2] + WRONG_NOTE;
      from = begin[k - 2][j - 2];
    }
    if (j > 1 && q == t + text.interval(j - 2) && cost[k - 1][j - 2] + EXTRA_NOTE < best) {
      best = cost[k - 1][j - 2] + EXTRA_NOTE;
      from = begin[k - 1][j - 2];
    }
    if (k > 1 && q + wanted.interval(k - 2) == t && cost[k - 2][j - 1] + EXTRA_NOTE < best) {
      best = cost[k - 2][j - 1] + EXTRA_NOTE;
      from = begin[k - 2][j - 1];
    }
    if (cost[k - 1][j] + SKIPPED < best) {
      best = cost[k - 1][j] + SKIPPED;
      from = begin[k - 1][j];
    }
    if (cost[k][j - 1] + SKIPPED < best) {
      best = cost[k][j - 1] + SKIPPED;
      from = begin[k][j - 1];
    }
    cost[k][j] = best;
    begin[k][j] = from;
  }

  private static double off(int semitones) {
    int away = Math.abs(semitones);
    return away == 12 ? OCTAVE : OFF[Math.min(away, OFF.length - 1)];
  }

  private static double rhythm(MelodyQuery query, Line text, int q, int t) {
    if (!query.rhythmic() || q == 0 || t == 0) {
      return 0;
    }
    return RHYTHM * Math.min(1, Math.abs(query.line().stretch(q) - text.stretch(t)));
  }
}
