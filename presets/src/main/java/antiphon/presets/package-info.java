/**
 * Ways of playing together as data: TOML files, one a preset, chord charts, and the models that come with the program.
 *
 * <p>In: a name or a file. Out: {@link antiphon.generate.Preset}s and {@link
 * antiphon.harmony.ChordChart}s, checked. The files lie in {@code /antiphon/presets} and {@code /antiphon/charts}
 * of the class path, the models in {@code /antiphon/models}.
 */
@NullMarked
package antiphon.presets;

import org.jspecify.annotations.NullMarked;
