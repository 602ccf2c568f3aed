package antiphon.schedule;

/** What the emitter tells the pipeline; implementations must not block. [emit] */
public interface EmitterEvents {
  /**
   * A moment at which the listening side has something to do.
   *
   * @param barEnds whether it lies shortly before a bar line; else it is a pulse of the meter
   */
  void pulse(long tick, long timeNs, boolean barEnds);

  /** A bar's plan is final now; {@code plan} null means that there was none and the bar is silent. */
  void sealed(long barNumber, @org.jspecify.annotations.Nullable Plan plan, long timeNs);

  /** A message went out at {@code timeNs}, due at {@code dueNs}. */
  void emitted(int message, long dueNs, long timeNs);
}
