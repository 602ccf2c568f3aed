/**
 * Hears the player, leads the transport and says whose turn it is.
 *
 * <p>In: events of the ring. Out: cues, in the events. {@link antiphon.listen.ListenStage} is where an event comes in; {@link
 * antiphon.listen.PracticeStage} measures what was heard.
 */
@NullMarked
package antiphon.listen;

import org.jspecify.annotations.NullMarked;
