/**
 * The report of an evaluation as a page with pictures.
 *
 * <p>In: a {@link antiphon.lab.evaluate.Report}. Out: one HTML file that needs no other.
 */
@NullMarked
package antiphon.lab.report;

import org.jspecify.annotations.NullMarked;
