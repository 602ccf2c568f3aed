/**
 * The record of a session: what sounded, and all that the stages were told, line by line.
 *
 * <p>In: events of the ring, and what the composing side decided. Out: a {@link antiphon.take.Take}, and its file.
 */
@NullMarked
package antiphon.take;

import org.jspecify.annotations.NullMarked;
