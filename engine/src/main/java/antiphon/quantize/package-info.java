/**
 * Performed notes become written notes.
 *
 * <p>In: {@link antiphon.capture.PerformedNote}s of some bars and their {@link antiphon.time.Timeline}.
 * Out: {@link antiphon.score.Note}s on the grid that the player most likely meant ({@link
 * antiphon.quantize.Quantizer}), in voices ({@link antiphon.quantize.VoiceSeparator}), in a key ({@link
 * antiphon.quantize.KeyFinder}). The three know nothing of each other; {@code pipeline} joins them.
 */
@NullMarked
package antiphon.quantize;

import org.jspecify.annotations.NullMarked;
