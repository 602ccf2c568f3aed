package antiphon.critic;

import antiphon.generate.WrittenBar;

/**
 * A bar that might be played.
 *
 * @param written the bar; of its voices only those of {@link Setting#playing} are judged
 * @param meanLogLikelihood what the model thought of it: nats a symbol, 0 or less
 */
public record Candidate(WrittenBar written, double meanLogLikelihood) {}
