/**
 * The trained model: two levels run by ONNX Runtime, and the choice of each symbol.
 *
 * <p>In: {@link antiphon.patch.Patch patches} of the context, masks of the symbols that are allowed, a
 * seeded source of randomness. Out: the distribution of the next symbol, and symbols drawn from it. A
 * {@link antiphon.model.Bundle} is a model on disk, a {@link antiphon.model.Decoder} the same in memory
 * with its caches, a {@link antiphon.model.Sampler} draws. What the symbols mean is not known here.
 */
@NullMarked
package antiphon.model;

import org.jspecify.annotations.NullMarked;
