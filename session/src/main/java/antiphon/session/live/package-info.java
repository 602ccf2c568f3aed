/**
 * Sessions: an engine between ports, something or someone who plays, and lines that say what happens.
 *
 * <p>In: a preset, a model, ports. Out: music on the ports, lines on the terminal, figures and a take.
 */
@NullMarked
package antiphon.session.live;

import org.jspecify.annotations.NullMarked;
