/** A band's drums, played as people play them: grooves counted from phrases of drummers, and rules where there are none. */
@NullMarked
package antiphon.band;

import org.jspecify.annotations.NullMarked;
