/**
 * MIDI in and out: devices by name with hot-plug, loopback ports, and Standard MIDI Files.
 *
 * <p>Depends on nothing of ours. Short messages travel as packed ints, so that the live path allocates
 * nothing; times are nanoseconds of the clock that the caller injected.
 */
@NullMarked
package antiphon.midi;

import org.jspecify.annotations.NullMarked;
