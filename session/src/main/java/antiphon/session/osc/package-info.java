/**
 * Open Sound Control in: commands of other programs on this machine.
 *
 * <p>In: UDP packets on loopback. Out: the lines that would be typed, by the same table as everything else. One thread.
 */
@NullMarked
package antiphon.session.osc;

import org.jspecify.annotations.NullMarked;
