package antiphon.critic;

import antiphon.generate.WrittenBar;
import java.util.SplittableRandom;

/**
 * A bar that might be played.
 *
 * @param written the bar; of its voices only those of {@link Setting#playing} are judged
 * @param meanLogLikelihood what the model thought of it: nats a symbol, 0 or less
 * @param chance drawn from Gumbel's distribution, so that the highest sum of a log weight and this is each candidate in proportion
 *     to its weight; 0 for the best alone
 */
public record Candidate(WrittenBar written, double meanLogLikelihood, double chance) {
  /** One that chance has no part in. */
  public Candidate(WrittenBar written, double meanLogLikelihood) {
    this(written, meanLogLikelihood, 0);
  }

  /** One with the chance that a seed gives it. */
  public static Candidate drawn(WrittenBar written, double meanLogLikelihood, long seed) {
    double uniform = new SplittableRandom(~seed).nextDouble(Double.MIN_NORMAL, 1);
    return new Candidate(written, meanLogLikelihood, -Math.log(-Math.log(uniform)));
  }
}
