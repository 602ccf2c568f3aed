/**
 * The takes on this machine's disk: their folders read for the library, exported, gone on from, imported.
 *
 * <p>In: folders of takes, files of other programs. Out: what the library keeps, files, settings of sessions.
 */
@NullMarked
package antiphon.session.shelf;

import org.jspecify.annotations.NullMarked;
