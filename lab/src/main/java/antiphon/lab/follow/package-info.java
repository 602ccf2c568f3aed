/** Harmony that is known, to count and to judge by; and how well it is followed. */
@NullMarked
package antiphon.lab.follow;

import org.jspecify.annotations.NullMarked;
