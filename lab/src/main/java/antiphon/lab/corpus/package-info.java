/**
 * From folders of music to training text.
 *
 * <p>In: MIDI, ABC and {@code *.iabc.jsonl.xz} files. Out: one JSON line for each piece and variant, in
 * exactly the text that the live engine writes, because the same reader and writer make it.
 */
@NullMarked
package antiphon.lab.corpus;

import org.jspecify.annotations.NullMarked;
