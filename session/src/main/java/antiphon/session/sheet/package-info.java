/**
 * Scores between the files of other programs: MIDI, ABC and MusicXML, told apart by their endings; and sheet music.
 *
 * <p>In: files. Out: {@link antiphon.musicxml.Sheet sheets}, that is a score with title and programs, and
 * back. What is MIDI is heard as the live engine hears it. A score becomes sheet music by {@link antiphon.session.sheet.Engraver},
 * in a browser of the machine.
 */
@NullMarked
package antiphon.session.sheet;

import org.jspecify.annotations.NullMarked;
