/**
 * Harmony: chords, the charts that name them, the ear that finds them and a hand that plays them.
 *
 * <p>In: chord text as musicians write it, notes in ticks. Out: {@link antiphon.harmony.Chord}s, {@link
 * antiphon.harmony.ChordChart}s, what {@link antiphon.harmony.ChordFinder} heard, and the notes of {@link
 * antiphon.harmony.Comping}. Values and functions only: no thread, no clock, no model.
 */
@NullMarked
package antiphon.harmony;

import org.jspecify.annotations.NullMarked;
