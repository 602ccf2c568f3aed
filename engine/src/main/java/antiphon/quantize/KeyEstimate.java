package antiphon.quantize;

import antiphon.score.Key;

/**
 * A key and how sure it is.
 *
 * @param key the likeliest key
 * @param confidence its probability, 1/24 (nothing heard) to 1
 */
public record KeyEstimate(Key key, double confidence) {}
