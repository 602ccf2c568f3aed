/** What a control changes in what the companion plays. */
@NullMarked
package antiphon.lab.controls;

import org.jspecify.annotations.NullMarked;
