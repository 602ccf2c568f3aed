/**
 * Ways to go on with a piece, or to accompany it, that need no model: what a model has to beat.
 *
 * <p>In: a stretch of a piece, and other pieces to learn from. Out: notes for the voices that are to be written, and how
 * well given notes fit what stands before them.
 */
@NullMarked
package antiphon.lab.ways;

import org.jspecify.annotations.NullMarked;
