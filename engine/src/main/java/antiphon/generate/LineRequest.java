package antiphon.generate;

import antiphon.model.Sampling;
import antiphon.score.Bar;
import java.util.List;

/**
 * What the model is to write next.
 *
 * @param bar the bar
 * @param countdown {@code [r:k/n]}
 * @param changes key and meter marks that the line begins with, empty as a rule
 * @param given for each voice the text that is given (the player's, or a kept part), empty where none is
 * @param open for each voice whether the model may write it; a voice with given text is not open
 * @param held for each voice the pitches that its bar before ties over
 * @param tieOut whether notes may be held over the bar's end
 * @param sampling how freely
 * @param seed of this bar's choices
 * @param deadlineNs clock time at which the grammar must take over
 */
record LineRequest(
    Bar bar,
    String countdown,
    String changes,
    List<String> given,
    List<Boolean> open,
    List<List<Integer>> held,
    boolean tieOut,
    Sampling sampling,
    long seed,
    long deadlineNs) {}
