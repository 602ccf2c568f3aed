package antiphon.pipeline;

import antiphon.control.Control;
import antiphon.follow.HarmonyPlan;
import antiphon.schedule.Plan;
import antiphon.time.Transport;
import org.jspecify.annotations.Nullable;

/** A slot of the event ring: filled by whoever publishes, enriched by the listening stage. */
public final class EngineEvent {
  public enum Kind {
    /** The player sent {@code message} at {@code timeNs}. */
    MIDI,
    /** The music reached {@code tick}, a pulse of the meter. */
    PULSE,
    /** The music reached {@code tick}, shortly before a bar line. */
    BAR_ENDS,
    /** The music reached {@code tick}, shortly before a part of a bar is sealed. */
    BEFORE_SEALING,
    /** {@code [tick, endTick)} of bar {@code bar} is final with {@code plan}, null for silence. */
    SEALED,
    /** The companion's {@code message}, due at {@code dueNs}, went out at {@code timeNs}. */
    EMITTED,
    /** At {@code tick} the companion ended all that sounded and forgot what was sealed. */
    SILENCED,
    /** As {@link #SEALED}, of the band. */
    BAND_SEALED,
    /** As {@link #EMITTED}, of the band. */
    BAND_EMITTED,
    /** As {@link #SILENCED}, of the band. */
    BAND_SILENCED,
    /** Something is asked for: {@code request}. */
    REQUEST,
    /** Start at {@code timeNs}. */
    START,
    /** Stop at {@code timeNs}. */
    STOP
  }

  /** News of what an emitter did; lost, they are missing in a take. */
  public static boolean isEmitters(Kind kind) {
    return switch (kind) {
      case SEALED, EMITTED, SILENCED, BAND_SEALED, BAND_EMITTED, BAND_SILENCED -> true;
      case MIDI, PULSE, BAR_ENDS, BEFORE_SEALING, REQUEST, START, STOP -> false;
    };
  }

  /** Of the slot. */
  long sequence;
  public Kind kind = Kind.STOP;
  public long timeNs;
  /** A MIDI message, of the player's or one that was emitted. */
  public int message;
  /** The moment that was reached, or the first tick of the part that was sealed. */
  public long tick;
  /** When an emitted message was due. */
  public long dueNs;
  public @Nullable Request request;
  /** Of a part that is sealed: its bar's number and first tick, its own end, what it is played by, and whether nothing of it is let sound. */
  public long bar;
  public long startTick;
  public long endTick;
  public @Nullable Plan plan;
  public boolean muted;
  /** Of the transport when the part was sealed. */
  public long epoch;
  /** How the transport stood after the listening stage saw the event. */
  public Transport.@Nullable Position position;
  /** Set by the listening stage where this event says something to the composing side. */
  public @Nullable Cue cue;
  /** Likewise: where no chart names it, the harmony that is expected, if this event says something of it. */
  public @Nullable HarmonyPlan harmony;

  /** Makes the slot a new event of which nothing is told but this. */
  void begin(long sequence, Kind kind, long timeNs) {
    this.sequence = sequence;
    this.kind = kind;
    this.timeNs = timeNs;
    message = 0;
    tick = 0;
    dueNs = 0;
    bar = 0;
    startTick = 0;
    endTick = 0;
    muted = false;
    epoch = 0;
    clear();
  }

  /** The control that is set, if the event asks for that. */
  public Request.@Nullable SetControl control() {
    return request instanceof Request.SetControl set ? set : null;
  }

  /** Whether the event asks for {@code control}, whatever its value. */
  public boolean asksFor(Control control) {
    return request instanceof Request.SetControl set && set.control() == control;
  }

  void clear() {
    request = null;
    plan = null;
    cue = null;
    harmony = null;
    position = null;
  }
}
