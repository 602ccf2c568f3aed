/**
 * Which of several bars is the best one to play here.
 *
 * <p>In: candidate bars as {@code generate} wrote them, and what stands around them: the bars before, what
 * the player plays, the changes, the place in the phrase. Out: a {@link antiphon.critic.Verdict} on each, so
 * that the best can be taken. Functions of written music: no thread, no clock, no text.
 */
@NullMarked
package antiphon.critic;

import org.jspecify.annotations.NullMarked;
