/**
 * Follows harmony without a chart: beat by beat what has sounded, and what is likely to come.
 *
 * <p>In: the notes of a beat and its place in the bar. Out: {@link antiphon.follow.Outlook}s, the odds of each triad and
 * of each note of the melody on the beats ahead. Counted from the training set ({@code antiphon count-harmony}). No
 * thread, no clock, no model: the same beats give the same odds, bit for bit.
 */
@NullMarked
package antiphon.follow;

import org.jspecify.annotations.NullMarked;
