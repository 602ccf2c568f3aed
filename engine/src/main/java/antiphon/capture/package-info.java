/**
 * Messages become performed notes.
 *
 * <p>In: packed MIDI messages with the transport tick at which they were played. Out: {@link
 * antiphon.capture.PerformedNote}s, each with one beginning and one end, still exactly as late or early
 * as the player was. No grid here: that is {@code quantize}.
 */
@NullMarked
package antiphon.capture;

import org.jspecify.annotations.NullMarked;
