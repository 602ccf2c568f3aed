/**
 * What a player may change while the music goes on: one table of controls, from which command line, page,
 * MIDI map and plug-in take names, ranges and units.
 *
 * <p>In: names and values. Out: immutable settings. No threads.
 */
@NullMarked
package antiphon.control;

import org.jspecify.annotations.NullMarked;
