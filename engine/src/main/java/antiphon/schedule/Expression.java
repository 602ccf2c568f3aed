package antiphon.schedule;

/**
 * How the companion plays: how much of the player's feel it takes over, each from 0, not at all, to 1, all the way, and how it goes off
 * that, from -1 to 1.
 *
 * @param loudness how far its level and accents go from its own to the player's
 * @param human micro-timing: how far onsets go from the grid to the player's mean lateness and some of
 *     their spread, chords are rolled, and notes end as early as the player's do
 * @param swing how far off-beats go from straight to the player's swing ratio
 * @param articulation -1 for staccato, 1 for legato
 * @param dynamics softer or louder
 */
public record Expression(double loudness, double human, double swing, double articulation, double dynamics) {
  /** The player's loudness, on the grid. */
  public static final Expression ON_THE_GRID = new Expression(1, 0, 0);

  /** All of the player's feel. */
  public static final Expression FULL = new Expression(1, 1, 1);

  public Expression {
    if (!(loudness >= 0 && loudness <= 1 && human >= 0 && human <= 1 && swing >= 0 && swing <= 1)) {
      throw new IllegalArgumentException(
          "expression: loudness " + loudness + ", human " + human + ", swing " + swing + "; expected 0 to 1 of each");
    }
    if (!(Math.abs(articulation) <= 1 && Math.abs(dynamics) <= 1)) {
      throw new IllegalArgumentException(
          "expression: articulation " + articulation + ", dynamics " + dynamics + "; expected -1 to 1 of each");
    }
  }

  /** As long and as loud as the player. */
  public Expression(double loudness, double human, double swing) {
    this(loudness, human, swing, 0, 0);
  }
}
