package antiphon.compose;

import antiphon.control.Control;
import antiphon.critic.Candidate;
import antiphon.critic.Fingerprints;
import antiphon.generate.Conversation;
import antiphon.generate.Fallbacks;
import antiphon.generate.LineRequest;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.pipeline.Changes;
import antiphon.time.Clock;
import org.jspecify.annotations.Nullable;

/** Has the model write one bar of the companion, or what is open of it: the best of several, as far as there is time. Mutable. [compose] */
public final class BarComposer implements BarSource {
  /** A further candidate is begun only if there is time for so many of the slowest so far. */
  private static final int SPARE = 2;

  private final Clock clock;
  private final Pace pace;
  private final BarRequests requests;
  private final CandidateJudge judge;
  /** What a candidate took last. */
  private long usualNs;
  /** With int8 weights what a model writes depends a little on how it came to read: at first it has read nothing. */
  private boolean stale = true;

  /**
   * For one session.
   *
   * @param seed of all choices
   * @param known of what the model has learnt from
   */
  public BarComposer(long seed, Changes changes, Clock clock, Pace pace, Fingerprints known) {
    this.clock = clock;
    this.pace = pace;
    this.requests = new BarRequests(seed, changes);
    this.judge = new CandidateJudge(changes, known);
  }

  @Override
  public void read(Conversation conversation, boolean ahead) {
    refresh(conversation);
    if (ahead) {
      conversation.align();
    }
    conversation.prepare();
  }

  @Override
  public void forget() {
    stale = true;
  }

  /** Forgets what cannot be relied on; part of each use, so that a model that fails even at this is not used at all. */
  private void refresh(Conversation conversation) {
    if (stale) {
      conversation.forget();
      stale = false;
    }
  }

  @Override
  public @Nullable WrittenBar write(Conversation conversation, BarState state, long deadlineNs) {
    if (state.stop() < state.place().length()) {
      return DerivedBars.stopped(conversation, state);
    }
    if (state.cut() == 0 && state.preset().playing().stream().allMatch(state::muted)) {
      return Fallbacks.rest(state.preset(), state.place());
    }
    if (state.controls().on(Control.HOLD) && state.cut() == 0) {
      WrittenBar held = DerivedBars.held(conversation, state);
      if (held != null) {
        return held;
      }
    }
    if (state.planned() != null && pace.until(deadlineNs - usualNs).passed()) {
      return null;
    }
    refresh(conversation);
    return best(conversation, state, deadlineNs);
  }

  private @Nullable WrittenBar best(Conversation conversation, BarState state, long deadlineNs) {
    LineRequest request = requests.of(conversation, state);
    int candidates = state.controls().whole(Control.CANDIDATES);
    WrittenBar best = null;
    double bestTotal = Double.NEGATIVE_INFINITY;
    long slowestNs = 0;
    for (int candidate = 0; candidate < candidates; candidate++) {
      if (best != null && pace.until(deadlineNs - SPARE * slowestNs).passed()) {
        break;
      }
      long startNs = clock.nanoTime();
      LineRequest asked = requests.candidate(request, state, candidate, pace.until(deadlineNs));
      WrittenBar written = conversation.draft(asked);
      slowestNs = Math.max(slowestNs, clock.nanoTime() - startNs);
      boolean closed = written.origin() == Origin.CLOSED;
      if (closed && (best != null || written.symbols() == 0 || state.planned() != null)) {
        break;
      }
      double total = judge.score(conversation, state, Candidate.drawn(written, written.logLikelihood(), asked.seed()));
      if (total > bestTotal) {
        best = written;
        bestTotal = total;
      }
    }
    usualNs = slowestNs;
    return best;
  }
}
