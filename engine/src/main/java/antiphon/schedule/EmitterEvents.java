package antiphon.schedule;

/** What the emitter tells the pipeline; implementations must not block. [emit] */
public interface EmitterEvents {
  /** A moment at which the listening side has something to do. */
  void pulse(long tick, long timeNs);

  /** A bar's plan is final now; {@code plan} null means that there was none and the bar is silent. */
  void sealed(long barNumber, @org.jspecify.annotations.Nullable Plan plan, long timeNs);

  /** A message went out at {@code timeNs}, due at {@code dueNs}. */
  void emitted(int message, long dueNs, long timeNs);
}
