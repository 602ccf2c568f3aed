/**
 * How good music is, in figures that the critic does not steer by.
 *
 * <p>In: written notes and bars. Out: numbers whose definitions stand with them and are pinned by tests.
 * Nothing here is used while music plays, and nothing that chooses bars may use it: a figure that is aimed
 * at measures nothing any more.
 */
@NullMarked
package antiphon.critic.measure;

import org.jspecify.annotations.NullMarked;
