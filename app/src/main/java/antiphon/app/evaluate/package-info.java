/**
 * Listening with numbers.
 *
 * <p>In: a model and scores that it has not seen. Out: how well it predicts them, how often what it
 * writes without a mask is sound, and what the mask costs.
 */
@NullMarked
package antiphon.app.evaluate;

import org.jspecify.annotations.NullMarked;
