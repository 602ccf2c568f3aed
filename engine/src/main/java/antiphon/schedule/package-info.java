/**
 * From sealed bars to messages at their moment.
 *
 * <p>In: {@link antiphon.schedule.Plan}s, the newest and best of which is sealed shortly before its
 * downbeat. Out: MIDI messages, each at its absolute deadline. {@link antiphon.schedule.Emitter} is
 * driven by a thread in real time and by a loop in virtual time; it never waits for anyone. {@link
 * antiphon.schedule.MidiClockOut} does the same for MIDI clock.
 */
@NullMarked
package antiphon.schedule;

import org.jspecify.annotations.NullMarked;
