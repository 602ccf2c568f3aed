/** Long runs in real time with everything against them: settings in, figures out. */
@NullMarked
package antiphon.lab.soak;

import org.jspecify.annotations.NullMarked;
