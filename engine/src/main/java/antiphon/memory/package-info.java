/**
 * What was heard and written so far, as a second voice in what is written next.
 *
 * <p>In: the lines of the page, as text ({@code generate}), and the model's distribution of the next character. Out: the
 * mixture of both, so that music returns. A model has learnt how music goes; a {@link antiphon.memory.PageMemory} knows
 * how this piece has gone.
 */
@NullMarked
package antiphon.memory;

import org.jspecify.annotations.NullMarked;
