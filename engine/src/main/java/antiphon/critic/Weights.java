package antiphon.critic;

/**
 * What each of the {@link Parts} is worth. The unit is a nat a symbol: a weight of 1 lets a part that is
 * perfect outweigh a likelihood that is e times worse at every symbol.
 */
public record Weights(
    double likelihood,
    double consonance,
    double clarity,
    double chordTones,
    double voiceLeading,
    double cadence,
    double novelty,
    double density,
    double register,
    double originality) {
  /**
   * Chosen by judgement, but for the likelihood: candidates are drawn from the model already, and choosing the
   * likeliest again makes the music plainer than people write it. What they do is in the lab notes.
   */
  public static final Weights DEFAULT = new Weights(0.1, 1, 0.5, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 1);

  /** Likelihood alone. */
  public static final Weights LIKELIHOOD = new Weights(1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
