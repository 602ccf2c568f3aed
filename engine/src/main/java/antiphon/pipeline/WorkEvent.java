package antiphon.pipeline;

import antiphon.schedule.Plan;
import org.jspecify.annotations.Nullable;

/** A slot of the ring from the listening to the composing side. */
final class WorkEvent {
  /** Of the transport. */
  long epoch;
  /** Something to be known, or null. */
  @Nullable Cue cue;
  /** Whether the last answer is one to keep. */
  boolean keep;
  /** Whether {@code [tick, endTick)} of bar {@code bar} is final with {@code plan}, null for silence. */
  boolean sealed;
  long bar;
  long tick;
  long endTick;
  @Nullable Plan plan;

  void clear() {
    cue = null;
    plan = null;
    sealed = false;
    keep = false;
  }
}
