/**
 * Musical and physical time: the vocabulary that every other package speaks.
 *
 * <p>In: MIDI clock, taps, onsets, for those who have no tempo of their own. Out: {@link
 * antiphon.time.Ticks integer ticks}, meters, tempos, the {@link antiphon.time.Timeline} that relates bars
 * to ticks and ticks to nanoseconds, and injected clocks.
 * Musical time is never a floating-point number of beats; floating point appears once, where a tempo
 * is read or shown.
 */
@NullMarked
package antiphon.time;

import org.jspecify.annotations.NullMarked;
