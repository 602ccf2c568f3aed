package antiphon.compose;

import antiphon.abc.VoiceLimits;
import antiphon.control.Control;
import antiphon.critic.Place;
import antiphon.follow.HarmonyPlan;
import antiphon.generate.Conversation;
import antiphon.generate.Deadline;
import antiphon.generate.Lean;
import antiphon.generate.LineRequest;
import antiphon.generate.Tilt;
import antiphon.generate.VoiceTask;
import antiphon.model.Sampling;
import antiphon.pipeline.Changes;
import antiphon.score.ChordSymbol;
import java.util.List;
import java.util.stream.IntStream;

/** Asks the model for a bar: what it is to write, how freely, and how near to what stands on the page. Mutable. [compose] */
final class BarRequests {
  /** At which the memory of the page is left out. */
  private static final double LEAST_CLOSENESS = -1;

  /** An answer of so many bars may well be an echo. */
  private static final int SHORT = 2;

  /** Nats between a note of worth 1 by the harmony to come and one of worth 0; what is expected is mostly less sure than that. */
  private static final double LEAN = 10;

  /** The style word of music that is written with chord symbols. */
  private static final String LEAD_SHEET = "leadsheet";

  private final long seed;
  private final Changes changes;
  private final VoiceTasks tasks = new VoiceTasks();

  BarRequests(long seed, Changes changes) {
    this.seed = seed;
    this.changes = changes;
  }

  /** What all candidates for a bar have in common; {@link #candidate} makes each of it. */
  LineRequest of(Conversation conversation, BarState state) {
    List<List<Integer>> heldOver = VoiceTasks.heldOver(state, conversation.held());
    List<VoiceLimits> limits = VoiceRanges.of(state);
    List<VoiceTask> voices = tasks.of(state, limits, heldOver);
    Lean lean = new Lean(state.expectedHarmony(), state.preset().playing(), LEAN, tilts(state));
    boolean tieOut = !state.cue().place(state.number()).ending();
    return new LineRequest(
        state.place(), voices, limits, heldOver, symbols(state), lean, tieOut, sampling(state), closeness(conversation, state),
        seed(state, 0), Deadline.NONE);
  }

  /** The request for candidate number {@code candidate}, from 0, which has other choices and a deadline. */
  LineRequest candidate(LineRequest common, BarState state, int candidate, Deadline deadline) {
    return common.with(seed(state, candidate), deadline);
  }

  /** As the control wants it; but an answer of which every bar so far was there before does not end with one more. */
  private static double closeness(Conversation conversation, BarState state) {
    Place place = state.cue().place(state.number());
    boolean onlyCopies = place.bar() == place.of() && place.of() > SHORT && conversation.copied(place.of() - 1);
    return onlyCopies ? LEAST_CLOSENESS : state.controls().value(Control.CLOSENESS);
  }

  /** The chords above the line: the chart's or, in music that is written with such, those that are expected. */
  private List<ChordSymbol> symbols(BarState state) {
    HarmonyPlan plan = state.cue().harmony();
    if (plan == null || !state.preset().tags().contains(LEAD_SHEET)) {
      return changes.symbols(state.number(), state.place());
    }
    return Changes.symbols(Changes.spans(plan, state.cue().position().timeline(), state.number(), state.place()), state.place());
  }

  /** As the controls want it, voice by voice. */
  private static List<Tilt> tilts(BarState state) {
    return IntStream.rangeClosed(1, state.preset().voices().size()).mapToObj(voice -> new Tilt(
        state.controls().value(Control.DENSITY, voice), state.controls().value(Control.REGISTER, voice))).toList();
  }

  private static Sampling sampling(BarState state) {
    Sampling preset = state.preset().sampling();
    return new Sampling(state.controls().value(Control.TEMPERATURE), preset.topK(), preset.topP());
  }

  private long seed(BarState state, int candidate) {
    return (seed + 31L * state.cue().variation()) * 0x9E3779B97F4A7C15L + state.number() + 1_000_003L * candidate;
  }
}
