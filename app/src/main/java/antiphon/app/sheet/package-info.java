/**
 * Scores between the files of other programs: MIDI, ABC and MusicXML, told apart by their endings.
 *
 * <p>In: files. Out: {@link antiphon.musicxml.Sheet sheets}, that is a score with title and programs, and
 * back. What is MIDI is heard as the live engine hears it.
 */
@NullMarked
package antiphon.app.sheet;

import org.jspecify.annotations.NullMarked;
