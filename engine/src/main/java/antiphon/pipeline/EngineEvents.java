package antiphon.pipeline;

import antiphon.midi.MidiListener;
import antiphon.pipeline.EngineEvent.Kind;
import antiphon.schedule.EmitterEvents;
import antiphon.schedule.Plan;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The event ring and all ways into it. Whoever tells something fills a slot and goes on: nobody waits, and
 * what finds the ring full is counted. [any]
 */
public final class EngineEvents implements MidiListener {
  private static final int SLOTS = 8_192;

  /** Its stages look for events; by this strategy whoever publishes wakes nobody, which would take a lock. */
  public final RingBuffer<EngineEvent> ring =
      RingBuffer.createMultiProducer(EngineEvent::new, SLOTS, new BusySpinWaitStrategy());
  private final EchoGuard echoGuard = new EchoGuard();
  private final Intake intake = new Intake(SLOTS);
  private final AtomicLong lostInput = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong lostNews = new AtomicLong();

  /** [midi-in] What the companion itself sent is left out, and of a flood what is too much. */
  @Override
  public void onMessage(int message, long timeNs) {
    if (echoGuard.isEcho(message, timeNs)) {
      return;
    }
    EngineEvent event = intake.admits(message, timeNs, ring.remainingCapacity()) ? claim(Kind.MIDI, timeNs) : null;
    if (event == null) {
      lostInput.incrementAndGet();
    } else {
      event.message = message;
      publish(event);
    }
  }

  public void start(long timeNs) {
    told(Kind.START, timeNs);
  }

  public void stop(long timeNs) {
    told(Kind.STOP, timeNs);
  }

  private void told(Kind kind, long timeNs) {
    EngineEvent event = claim(kind, timeNs);
    if (event != null) {
      publish(event);
    }
  }

  public void request(Request request, long timeNs) {
    EngineEvent event = claim(Kind.REQUEST, timeNs);
    if (event != null) {
      event.request = request;
      publish(event);
    }
  }

  /** Tells once more what a take says; a replay has room, and is the only one that tells. */
  public void again(Kind kind, long timeNs, Consumer<EngineEvent> fill) {
    EngineEvent event = claim(kind, timeNs);
    if (event == null) {
      throw new IllegalStateException("the ring is full: expected a replay to run its stages after each event");
    }
    fill.accept(event);
    publish(event);
  }

  /** What the companion's emitter tells. */
  public EmitterEvents companion() {
    return new News(Kind.SEALED, Kind.EMITTED, Kind.SILENCED, true);
  }

  /** What the band's emitter tells; the moments of the music are the companion's to tell. */
  public EmitterEvents band() {
    return new News(Kind.BAND_SEALED, Kind.BAND_EMITTED, Kind.BAND_SILENCED, false);
  }

  /** Messages of the player that were too many, or found the ring full. */
  public long lostInput() {
    return lostInput.get();
  }

  /** Whatever else found the ring full. */
  public long lost() {
    return lost.get();
  }

  /** Of what was lost that which emitters told; a take misses it. */
  public long lostNews() {
    return lostNews.get();
  }

  /** Messages on the input that were the companion's own. */
  public long echoes() {
    return echoGuard.echoes();
  }

  private @Nullable EngineEvent claim(Kind kind, long timeNs) {
    long sequence;
    try {
      sequence = ring.tryNext();
    } catch (InsufficientCapacityException full) {
      if (kind != Kind.MIDI) {
        lost.incrementAndGet();
      }
      if (EngineEvent.isEmitters(kind)) {
        lostNews.incrementAndGet();
      }
      return null;
    }
    EngineEvent event = ring.get(sequence);
    event.begin(sequence, kind, timeNs);
    return event;
  }

  private void publish(EngineEvent event) {
    ring.publish(event.sequence);
  }

  /** [emit] */
  private final class News implements EmitterEvents {
    private final Kind sealed;
    private final Kind emitted;
    private final Kind silenced;
    private final boolean tellsPulses;

    News(Kind sealed, Kind emitted, Kind silenced, boolean tellsPulses) {
      this.sealed = sealed;
      this.emitted = emitted;
      this.silenced = silenced;
      this.tellsPulses = tellsPulses;
    }

    @Override
    public void reached(Moment moment, long tick, long timeNs) {
      EngineEvent event = tellsPulses ? claim(kind(moment), timeNs) : null;
      if (event != null) {
        event.tick = tick;
        publish(event);
      }
    }

    @Override
    public void sealed(
        long barNumber, long startTick, long fromTick, long toTick, @Nullable Plan plan, boolean muted, long epoch,
        long timeNs) {
      EngineEvent event = claim(sealed, timeNs);
      if (event != null) {
        event.bar = barNumber;
        event.startTick = startTick;
        event.tick = fromTick;
        event.endTick = toTick;
        event.plan = plan;
        event.muted = muted;
        event.epoch = epoch;
        publish(event);
      }
    }

    private static Kind kind(Moment moment) {
      return switch (moment) {
        case PULSE -> Kind.PULSE;
        case BEFORE_SEALING -> Kind.BEFORE_SEALING;
        case BAR_ENDS -> Kind.BAR_ENDS;
      };
    }

    @Override
    public void silenced(long tick, long timeNs) {
      EngineEvent event = claim(silenced, timeNs);
      if (event != null) {
        event.tick = tick;
        publish(event);
      }
    }

    @Override
    public void emitted(int message, long tick, long dueNs, long timeNs) {
      echoGuard.sending(message, timeNs);
      EngineEvent event = claim(emitted, timeNs);
      if (event != null) {
        event.message = message;
        event.tick = tick;
        event.dueNs = dueNs;
        publish(event);
      }
    }
  }
}
