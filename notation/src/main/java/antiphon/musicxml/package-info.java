/**
 * MusicXML, the notation that other programs read and write.
 *
 * <p>In: {@link antiphon.score.Score scores} and files, plain ({@code .musicxml}, {@code .xml}) or packed
 * ({@code .mxl}). Out: files and scores. What is written has bars, voices and ties as the score says;
 * notes are cut and spelled as {@link antiphon.abc} does it. What is read is what sounds: transposing
 * parts at pitch, ties joined, grace notes, cue notes and drums left out; repeats stay signs. Nothing
 * outside the file is ever looked up.
 */
@NullMarked
package antiphon.musicxml;

import org.jspecify.annotations.NullMarked;
