package antiphon.pipeline;

import antiphon.schedule.Plan;
import org.jspecify.annotations.Nullable;

/** A slot of the ring from the listening to the composing side. */
public final class WorkEvent {
  /** Of the transport. */
  public long epoch;
  /** Something to be known, or null. */
  public @Nullable Cue cue;
  /** Whether the last answer is one to keep. */
  public boolean keep;
  /** Whether {@code [tick, endTick)} of bar {@code bar} is final with {@code plan}, null for silence. */
  public boolean sealed;
  public long bar;
  public long tick;
  public long endTick;
  public @Nullable Plan plan;

  public void clear() {
    cue = null;
    plan = null;
    sealed = false;
    keep = false;
  }
}
