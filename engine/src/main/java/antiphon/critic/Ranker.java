package antiphon.critic;

import antiphon.generate.WrittenBar;
import java.util.List;

/** Judges candidate bars. Immutable; some sixty microseconds for a bar of four voices on a busy core. [any] */
public final class Ranker {
  private final Weights weights;
  private final DensityRatio ratio;
  private final Fingerprints known;

  /** With the usual density ratio. */
  public Ranker(Weights weights, Fingerprints known) {
    this(weights, DensityRatio.USUAL, known);
  }

  /**
   * With another density ratio.
   *
   * @param known of the training set; {@link Fingerprints#NONE} finds every bar original
   */
  public Ranker(Weights weights, DensityRatio ratio, Fingerprints known) {
    this.weights = weights;
    this.ratio = ratio;
    this.known = known;
  }

  /**
   * What a candidate is worth in its setting.
   *
   * @throws IndexOutOfBoundsException if the candidate lacks a voice that the setting names
   */
  public Verdict score(Candidate candidate, Setting setting) {
    WrittenBar written = candidate.written();
    Accents accents = Accents.of(written.bar());
    boolean alone = setting.player().isEmpty();
    Parts parts = new Parts(
        candidate.meanLogLikelihood(),
        Fit.consonance(written, setting, accents),
        Fit.clarity(written, setting, accents),
        Fit.chordTones(written, setting, accents),
        VoiceLeading.of(written, setting, accents),
        Cadence.of(written, setting, accents),
        Independence.of(written, setting),
        Fit.density(written, setting, accents),
        Fit.register(written, setting),
        CopyGuard.originality(written, setting, known),
        alone ? ratio.of(written, setting) : 0);
    return new Verdict(parts.weighed(weights) + (alone ? candidate.chance() * weights.chance() : 0), parts);
  }

  /** Place (from 0) of the best of at least one candidate, the first of equals. */
  public int best(List<Candidate> candidates, Setting setting) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < candidates.size(); i++) {
      double total = score(candidates.get(i), setting).total();
      if (total > most) {
        best = i;
        most = total;
      }
    }
    return best;
  }
}
