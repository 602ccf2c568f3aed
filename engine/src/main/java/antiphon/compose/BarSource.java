package antiphon.compose;

import antiphon.generate.Conversation;
import antiphon.generate.WrittenBar;
import org.jspecify.annotations.Nullable;

/** Where the companion's bars come from: the model, or a take of what it wrote. [compose] */
public interface BarSource {
  /**
   * A bar that begins with what can no longer be changed.
   *
   * @param deadlineNs the clock's time at which it must be there
   * @return null if time was up before there was one
   * @throws RuntimeException if the model fails
   */
  @Nullable WrittenBar write(Conversation conversation, BarState state, long deadlineNs);

  /**
   * Reads a part of what the model will be shown in a while.
   *
   * @param ahead whether to read first what is not read yet, so that the next bar is begun at once
   * @throws RuntimeException if the model fails
   */
  void read(Conversation conversation, boolean ahead);

  /** The model failed, and may have left half of something in its memory: it reads everything anew before it is asked again. */
  void forget();
}
