package antiphon.replay;

import antiphon.compose.BarSource;
import antiphon.compose.BarState;
import antiphon.generate.Conversation;
import antiphon.generate.WrittenBar;
import antiphon.take.TakeEntry.Composed;
import antiphon.take.TakeEntry.Failed;
import antiphon.take.TakeEntry.Text;
import antiphon.take.TakeEntry.Wrote;
import antiphon.take.TakenBars;
import org.jspecify.annotations.Nullable;

/** What the model wrote in a take: written by it once more and compared, or, without it, as it was taken down. [compose] */
final class ReplayedBars implements BarSource {
  private final Script script;
  private final ReplayedPace pace;
  private final @Nullable BarSource model;
  private final TakenBars taken;

  /** @param taken is told of each bar that was written before it sounded */
  ReplayedBars(Script script, ReplayedPace pace, @Nullable BarSource model, TakenBars taken) {
    this.script = script;
    this.pace = pace;
    this.model = model;
    this.taken = taken;
  }

  @Override
  public @Nullable WrittenBar write(Conversation conversation, BarState state, long deadlineNs) {
    Composed entry = script.entry();
    return switch (entry) {
      // The take ends in the middle of this.
      case null -> null;
      case Failed failed -> {
        script.turn();
        throw new IllegalStateException(failed.reason());
      }
      case Wrote wrote when wrote.number() == state.number() -> {
        script.turn();
        Text text = wrote.text();
        WrittenBar then = text == null ? null : text.at(state.place());
        if (text != null && state.sealedTo() == 0) {
          taken.wrote(
              state.number(), state.cue().variation(), conversation.page(), conversation.countdown() + text.line());
        }
        yield model == null ? then : again(model, wrote, then, conversation, state, deadlineNs);
      }
      default -> {
        script.leave("bar " + (state.number() + 1) + " is to be written now, which it was not then");
        yield null;
      }
    };
  }

  private @Nullable WrittenBar again(
      BarSource source, Wrote wrote, @Nullable WrittenBar then, Conversation conversation, BarState state, long deadlineNs) {
    WrittenBar now;
    pace.expect(wrote.times());
    try {
      now = source.write(conversation, state, deadlineNs);
    } catch (RuntimeException e) {
      script.differs("bar " + (state.number() + 1) + ": the model fails now, " + e.getMessage());
      return then;
    }
    if (then == null ? now == null : then.equals(now) && pace.done()) {
      return now;
    }
    script.differs("bar " + (state.number() + 1) + ": written " + shown(then) + " then, " + shown(now) + " now"
        + (then != null && now != null && then.line().equals(now.line()) ? ", at other probabilities" : ""));
    return then;
  }

  private static String shown(@Nullable WrittenBar bar) {
    return bar == null ? "nothing" : "'" + bar.line().strip() + "'";
  }

  @Override
  public void read(Conversation conversation, boolean ahead) {
    if (script.entry() instanceof Failed failed) {
      script.turn();
      throw new IllegalStateException(failed.reason());
    }
    if (model != null && script.entry() != null) {
      try {
        model.read(conversation, ahead);
      } catch (RuntimeException e) {
        script.differs("the model fails now, " + e.getMessage());
      }
    }
  }

  @Override
  public void forget() {
    if (model != null) {
      model.forget();
    }
  }
}
