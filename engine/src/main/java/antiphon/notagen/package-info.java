/**
 * NotaGen as its authors run it: prompts of period, composer and instrumentation, whole pieces, the same characters
 * for a seed (arXiv:2502.18008).
 *
 * <p>In: a {@link antiphon.notagen.NotaGenPrompt} and a {@link antiphon.model.Decoder} with imported weights. Out: the
 * text of a piece. Playing together live needs none of this: there the grammar masks the sampler.
 */
@NullMarked
package antiphon.notagen;

import org.jspecify.annotations.NullMarked;
