/**
 * Text as the model reads it: patches of sixteen symbols.
 *
 * <p>In: interleaved ABC as text ({@code abc}), or the symbols that the model writes one by one
 * ({@code generate}). Out: {@link antiphon.patch.Patch patches} for {@code model}, and the text of
 * patches again; {@code unpatch(patch(t)) = t}.
 *
 * <p>A symbol is an ASCII code, except three: 0 pads, 1 begins a special patch, 2 ends a patch that is
 * not full. A patch is not a bar: a line of the body is cut before its bar lines into units ({@code
 * [r:0/7][V:1]d2 cB}, {@code |[V:2]B,4}, …) and each unit is chopped every sixteen characters.
 */
@NullMarked
package antiphon.patch;

import org.jspecify.annotations.NullMarked;
