/**
 * Listening with numbers.
 *
 * <p>In: a model, and music that it has not seen. Out: how well it reads, goes on and accompanies, beside
 * {@link antiphon.lab.ways} that need no model and beside the composers.
 */
@NullMarked
package antiphon.lab.evaluate;

import org.jspecify.annotations.NullMarked;
