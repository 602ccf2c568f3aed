package antiphon.schedule;

import org.jspecify.annotations.Nullable;

/** What the emitter tells the pipeline; implementations must not block. [emit] */
public interface EmitterEvents {
  /** Why the listening side is woken. */
  enum Moment {
    /** A pulse of the meter. */
    PULSE,
    /** Shortly before a part of a bar is sealed. */
    BEFORE_SEALING,
    /** Shortly before a bar line. */
    BAR_ENDS
  }

  /** A moment at which the listening side has something to do. */
  void reached(Moment moment, long tick, long timeNs);

  /**
   * The part {@code [fromTick, toTick)} of a bar is final; it plays {@code plan}, or nothing if that is null.
   *
   * @param startTick where the bar begins
   * @param muted whether nothing of it is let sound
   * @param epoch of the transport
   */
  void sealed(
      long barNumber, long startTick, long fromTick, long toTick, @Nullable Plan plan, boolean muted, long epoch,
      long timeNs);

  /** All that sounds ends, and what is sealed will not sound; the messages that end it come next. */
  void silenced(long tick, long timeNs);

  /** A message goes out at {@code timeNs}, due at {@code dueNs}, the clock time of {@code tick}. */
  void emitted(int message, long tick, long dueNs, long timeNs);
}
