/** Phrases of human drummers: counted into the table that the band plays from, and what it plays judged beside others of them. */
@NullMarked
package antiphon.lab.drums;

import org.jspecify.annotations.NullMarked;
