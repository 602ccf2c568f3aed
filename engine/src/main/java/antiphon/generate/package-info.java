/**
 * From what was said so far to the next bar.
 *
 * <p>In: bars that were heard, as notes; the settings of a {@link antiphon.generate.Preset}. Out: {@link
 * antiphon.generate.WrittenBar}s, written by the model under the grammar's mask, or completed without it
 * when time is up. Nothing here knows about clocks other than by asking for the time.
 */
@NullMarked
package antiphon.generate;

import org.jspecify.annotations.NullMarked;
