package antiphon.compose;

import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.schedule.Plan;
import java.util.List;

/**
 * A plan with what it rests on.
 *
 * @param before the line before it
 * @param player what of the player's bar was known, or expected
 * @param variation how often something else had been asked for
 */
record Draft(Plan plan, String before, List<List<BarNote>> player, Controls controls, int variation) {
  WrittenBar written() {
    return plan.written();
  }

  /** Whether it can stay as it is now that the bar before is {@code line}. */
  boolean fits(BarState state, String line) {
    boolean sameTurn = plan.epoch() == state.cue().position().epoch() && plan.window() == state.cue().window();
    if (sameTurn && written().origin() == Origin.HELD && state.cue().controls().on(Control.HOLD)) {
      return true;
    }
    return sameTurn
        && variation == state.cue().variation()
        && controls.equals(state.cue().controls())
        && before.equals(line)
        && written().bar().length() == state.place().length()
        && written().bar().key().equals(state.place().key())
        && state.stop() == state.place().length()
        && state.playedAs(player)
        && state.soundedAs(written());
  }
}
