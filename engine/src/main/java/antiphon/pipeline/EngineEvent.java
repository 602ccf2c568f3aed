package antiphon.pipeline;

import antiphon.schedule.Plan;
import org.jspecify.annotations.Nullable;

/** A slot of the event ring: filled by whoever publishes, enriched by the listening stage. */
final class EngineEvent {
  enum Kind {
    /** The player sent {@code message} at {@code timeNs}. */
    MIDI,
    /** The music reached {@code tick}, a pulse of the meter. */
    PULSE,
    /** The music reached {@code tick}, shortly before a bar line. */
    BAR_ENDS,
    /** Bar {@code tick} is final with {@code plan}, null for silence. */
    SEALED,
    /** The companion's {@code message}, due at {@code dueNs}, went out at {@code timeNs}. */
    EMITTED,
    /** Start at {@code timeNs}. */
    START,
    /** Stop at {@code timeNs}. */
    STOP
  }

  Kind kind = Kind.STOP;
  int message;
  long tick;
  long timeNs;
  long dueNs;
  @Nullable Plan plan;
  /** Of the transport when the listening stage saw the event. */
  long epoch;
  /** Set by the listening stage where this event completed something. */
  @Nullable Hearing hearing;

  void clear() {
    plan = null;
    hearing = null;
  }
}
