package antiphon.take;

import antiphon.compose.BarSource;
import antiphon.compose.BarState;
import antiphon.generate.Conversation;
import antiphon.generate.WrittenBar;
import org.jspecify.annotations.Nullable;

/** Takes down what another source writes. [compose] */
public final class LoggedBars implements BarSource {
  private final BarSource bars;
  private final LoggedPace pace;
  private final TakeLog log;

  public LoggedBars(BarSource bars, LoggedPace pace, TakeLog log) {
    this.bars = bars;
    this.pace = pace;
    this.log = log;
  }

  @Override
  public @Nullable WrittenBar write(Conversation conversation, BarState state, long deadlineNs) {
    try {
      WrittenBar written = bars.write(conversation, state, deadlineNs);
      log.wrote(state.number(), pace.times(), written);
      return written;
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  @Override
  public void read(Conversation conversation, boolean ahead) {
    try {
      bars.read(conversation, ahead);
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  @Override
  public void forget() {
    bars.forget();
  }

  private RuntimeException failed(RuntimeException e) {
    pace.times();
    log.failed(String.valueOf(e.getMessage()));
    return e;
  }
}
