/** Comparisons in one run: recorded input, the same model and the same load go in, figures side by side come out. */
@NullMarked
package antiphon.lab.bench;

import org.jspecify.annotations.NullMarked;
