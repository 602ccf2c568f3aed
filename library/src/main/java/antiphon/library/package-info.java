/**
 * The library of takes.
 *
 * <p>In: folders, each with a take or an imported piece, through a {@link antiphon.library.TakeReader}. Out: what they are
 * ({@link antiphon.library.Listed}), which of them have a melody, words or a likeness, and what was measured of them. The
 * database beside the folders ({@link antiphon.library.TakeLibrary}) survives a kill at any moment, and is made anew from
 * the folders where it is missing.
 */
@NullMarked
package antiphon.library;

import org.jspecify.annotations.NullMarked;
