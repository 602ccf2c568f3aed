/**
 * Makes plans of the bars to come: the model's, what stands in for them, and the band's.
 *
 * <p>In: cues and news of what was sealed. Out: plans. {@link antiphon.compose.ComposeStage} is where a cue comes in.
 */
@NullMarked
package antiphon.compose;

import org.jspecify.annotations.NullMarked;
