/**
 * Written music: the vocabulary between notes that were played and text that a model reads.
 *
 * <p>In: nothing but {@link antiphon.time}. Out: {@link antiphon.score.Score}, made of a header, bars
 * and the notes of each voice in ticks. No text and no performance here: spelling and layout belong to
 * {@code abc}, velocities and micro-timing to {@code schedule}.
 */
@NullMarked
package antiphon.score;

import org.jspecify.annotations.NullMarked;
