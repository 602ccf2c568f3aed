package antiphon.compose;

import antiphon.control.Control;
import antiphon.critic.Candidate;
import antiphon.critic.Fingerprints;
import antiphon.critic.Ranker;
import antiphon.critic.Setting;
import antiphon.critic.Targets;
import antiphon.critic.Weights;
import antiphon.feel.Follow;
import antiphon.generate.BarNote;
import antiphon.generate.Conversation;
import antiphon.generate.WrittenBar;
import antiphon.pipeline.Changes;
import java.util.ArrayList;
import java.util.List;

/** Says how good a candidate for a bar is, beside what stands around it. Immutable. [compose] */
final class CandidateJudge {
  /** The density control goes from a third of the notes to three times as many. */
  private static final double DENSITY_RANGE = 3;

  private final Changes changes;
  private final Ranker ranker;

  /** @param known of what the model has learnt from */
  CandidateJudge(Changes changes, Fingerprints known) {
    this.changes = changes;
    this.ranker = new Ranker(Weights.DEFAULT, known);
  }

  /** The critic's total; more is better. */
  double score(Conversation conversation, BarState state, Candidate candidate) {
    return ranker.score(candidate, setting(conversation, state, candidate.written())).total();
  }

  private Setting setting(Conversation conversation, BarState state, WrittenBar written) {
    List<WrittenBar> before = new ArrayList<>();
    for (int i = Math.max(0, conversation.size() - Setting.REMEMBERED); i < conversation.size(); i++) {
      before.add(conversation.bar(i));
    }
    List<List<BarNote>> player = state.cue().together()
        ? state.preset().hearing().stream().map(voice -> written.notes().get(voice)).toList()
        : List.of();
    return new Setting(
        before, state.preset().playing(), player, changes.tones(state.number(), state.place()),
        state.expectedHarmony(), state.cue().place(state.number()), targets(state));
  }

  /** How busy each voice should be, by the player's density and the control. */
  private static Targets targets(BarState state) {
    return new Targets(state.preset().playing().stream().map(voice -> {
      double wanted = Follow.density(state.cue().feel(), 1, state.controls().value(Control.FOLLOW))
          * Math.pow(DENSITY_RANGE, state.controls().value(Control.DENSITY, voice + 1));
      return new Targets.Part(wanted, Double.NaN);
    }).toList());
  }
}
