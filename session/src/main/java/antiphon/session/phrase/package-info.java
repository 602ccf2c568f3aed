/**
 * Offline answers: a MIDI file becomes bars, and the bars that answer it become notes of the same file.
 *
 * <p>In: a {@link antiphon.midi.MidiFile} of any program. Out: what it says in bars and voices, as the
 * live engine would have heard it, and the file with the answer behind it.
 */
@NullMarked
package antiphon.session.phrase;

import org.jspecify.annotations.NullMarked;
