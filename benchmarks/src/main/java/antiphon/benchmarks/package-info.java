/** Benchmarks by JMH of the steps of which a bar is made. Nothing flows out of here but figures. */
@NullMarked
package antiphon.benchmarks;

import org.jspecify.annotations.NullMarked;
