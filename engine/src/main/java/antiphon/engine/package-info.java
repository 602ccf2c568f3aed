/**
 * Drives the stages: on threads, the only ones of the engine ({@link antiphon.engine.LiveEngine}), or in virtual time by the
 * caller ({@link antiphon.engine.VirtualEngine}).
 *
 * <p>In: messages and commands of the player. Out: messages of the companion.
 */
@NullMarked
package antiphon.engine;

import org.jspecify.annotations.NullMarked;
