package antiphon.critic;

/**
 * What each of the {@link Parts} is worth. The unit is a nat a symbol: a weight of 1 lets a part that is
 * perfect outweigh a likelihood that is e times worse at every symbol.
 *
 * @param chance of the candidate's chance, where the density ratio is known: with the weight of the ratio, candidates are drawn in
 *     proportion to it
 */
public record Weights(
    double likelihood,
    double consonance,
    double clarity,
    double chordTones,
    double voiceLeading,
    double cadence,
    double independence,
    double density,
    double register,
    double originality,
    double densityRatio,
    double chance) {
  /**
   * Chosen among nine sets by what they do to figures that the critic does not contain (the lab notes have them).
   * Candidates are drawn from the model already: choosing the likeliest again, or those nearest to the mean register
   * of what was played, makes the music plainer than people write it.
   */
  public static final Weights DEFAULT = new Weights(0, 1, 0.25, 1, 0.1, 0.25, 0.5, 0.25, 0, 1, 1, 1);

  /** Likelihood alone. */
  public static final Weights LIKELIHOOD = new Weights(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
