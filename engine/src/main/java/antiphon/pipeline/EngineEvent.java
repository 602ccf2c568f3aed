package antiphon.pipeline;

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
    /** Control {@code message} of voice {@code bar} (0 for all) takes {@code value}. */
    CONTROL,
    /** The tempo is {@code value} quarters a minute from {@code timeNs} on. */
    TEMPO,
    /** The meter is {@code bar}/{@code endTick} from the next bar line that is open. */
    METER,
    /** The music goes on at {@code tick} at {@code timeNs}. */
    LOCATE,
    /** The bars from {@code bar} to before {@code endTick} are played again and again; none ends it. */
    LOOP,
    /**
     * A host's song is at {@code tick} at {@code timeNs}, in a bar from {@code startTick} on of {@code bar}/{@code endTick},
     * at {@code value} quarters a minute; {@code message} is the number of its {@link HostSong.Move}.
     */
    HOST,
    /** Start at {@code timeNs}, with bar {@code bar} first. */
    START,
    /** Stop at {@code timeNs}. */
    STOP
  }

  /** News of what an emitter did; lost, they are missing in a take. */
  public static boolean isEmitters(Kind kind) {
    return switch (kind) {
      case SEALED, EMITTED, SILENCED, BAND_SEALED, BAND_EMITTED, BAND_SILENCED -> true;
      case MIDI, PULSE, BAR_ENDS, BEFORE_SEALING, CONTROL, TEMPO, METER, LOCATE, LOOP, HOST, START, STOP -> false;
    };
  }

  /** Of the slot. */
  long sequence;
  public Kind kind = Kind.STOP;
  public int message;
  public long bar;
  public long tick;
  public long endTick;
  public long timeNs;
  public long dueNs;
  public double value;
  public @Nullable Plan plan;
  /** Of a part that is sealed: where its bar begins, and whether nothing of it is let sound. */
  public long startTick;
  public boolean muted;
  /** Of the transport when the event was published by the emitter. */
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
    bar = 0;
    tick = 0;
    endTick = 0;
    dueNs = 0;
    value = 0;
    epoch = 0;
    startTick = 0;
    muted = false;
    clear();
  }

  void clear() {
    plan = null;
    cue = null;
    harmony = null;
    position = null;
  }
}
