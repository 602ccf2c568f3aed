/**
 * How the player plays, beside which notes.
 *
 * <p>In: what the {@link antiphon.quantize.Quantizer} made of the player's bars, each performed note with
 * the written one. Out: a {@link antiphon.feel.Feel} of the last bars ({@link antiphon.feel.FeelFinder}), which
 * {@code schedule} lays on written notes, and what follows from it for the writing of new ones ({@link
 * antiphon.feel.Follow}).
 */
@NullMarked
package antiphon.feel;

import org.jspecify.annotations.NullMarked;
