/**
 * Plays a take once more: the same stages are told the same in the same order.
 *
 * <p>In: a take. Out: a {@link antiphon.replay.Replayed}, and the first thing that went otherwise.
 */
@NullMarked
package antiphon.replay;

import org.jspecify.annotations.NullMarked;
