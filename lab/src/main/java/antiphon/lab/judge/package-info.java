/**
 * A judge that tells music which somebody wrote from music that a program wrote, by what can be counted of its notes and by how
 * they go on from the bars before. It shares no figure with the critic that chooses among drafts.
 */
@NullMarked
package antiphon.lab.judge;

import org.jspecify.annotations.NullMarked;
