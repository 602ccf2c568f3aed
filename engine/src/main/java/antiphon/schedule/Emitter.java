package antiphon.schedule;

import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import antiphon.midi.SoundingNotes;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Plays sealed bars: keeps the newest plan of each coming bar, seals it shortly before its downbeat, and
 * sends every message at its deadline. Owns all sounding notes of the companion: each note-on that goes
 * out has exactly one note-off. [emit]
 *
 * <p>{@link #doWork} never waits: it sends what is due and says when it wants to be called again. Plans
 * are handed over by {@link #offer}, on the same thread.
 */
public final class Emitter {
  /** A message that goes out later than this after its deadline counts as late. */
  public static final long LATE_NS = 10_000_000;

  private static final int PLANS = 64;
  private static final int QUEUE = 8_192;
  private static final int KEYS = 16 * 128;
  private static final long NEVER = Long.MIN_VALUE;

  private final Transport transport;
  private final MidiOut out;
  private final EmitterEvents events;
  private final long sealAheadNs;
  private final PulseGrid grid;
  private final MessageQueue queue = new MessageQueue(QUEUE);
  private final SoundingNotes sounding = new SoundingNotes();
  /** The tick at which each sounding key is to end; an off in the queue before it is void. */
  private final long[] endTick = new long[KEYS];
  private final boolean[] heldOver = new boolean[KEYS];
  private final @Nullable Plan[] plans = new @Nullable Plan[PLANS];
  private final Histogram jitterNs = new Histogram(1, 60_000_000_000L, 3);
  private long epoch = -1;
  private long nextBar;
  private long nextPulseTick;
  private long late;
  private long refused;
  private long overflows;

  /**
   * @param transport read only
   * @param out where messages go; this emitter is its only sender
   * @param sealAheadNs how long before its downbeat a bar is sealed
   * @param leadNs how long before a bar line the listening side is woken, so that an answer can start on it
   */
  public Emitter(Transport transport, MidiOut out, EmitterEvents events, long sealAheadNs, long leadNs) {
    this.transport = transport;
    this.out = out;
    this.events = events;
    this.sealAheadNs = sealAheadNs;
    this.grid = new PulseGrid(leadNs);
    Arrays.fill(endTick, NEVER);
  }

  /** Takes a plan; one for a bar that is sealed already, or of another epoch, is refused and counted. */
  public void offer(Plan plan) {
    if (plan.epoch() != transport.position().epoch() || plan.barNumber() < nextBar || plan.barNumber() >= nextBar + PLANS) {
      refused++;
      return;
    }
    plans[(int) (plan.barNumber() % PLANS)] = plan;
  }

  /**
   * Sends what is due at {@code nowNs}, seals what must be sealed, wakes the listening side.
   *
   * @return clock time of the next thing to do; {@link Long#MAX_VALUE} if nothing is planned
   */
  public long doWork(long nowNs) {
    Transport.Position position = transport.position();
    if (position.epoch() != epoch) {
      newEpoch(position, nowNs);
    }
    send(position, nowNs);
    if (position.rolling()) {
      seal(position, nowNs);
      pulse(position, nowNs);
      send(position, nowNs);
    }
    return nextTimeNs(position);
  }

  /** Ends every sounding note now and forgets what was planned. */
  public void silence() {
    queue.clear();
    Arrays.fill(plans, null);
    Arrays.fill(endTick, NEVER);
    Arrays.fill(heldOver, false);
    sounding.release(out::send);
  }

  /** How long before its downbeat a bar is sealed, in nanoseconds. */
  public long sealAheadNs() {
    return sealAheadNs;
  }

  /** Messages that went out more than {@link #LATE_NS} after their deadline. */
  public long late() {
    return late;
  }

  /** Plans that came when their bar was sealed already. */
  public long refused() {
    return refused;
  }

  /** Notes left out because too many were waiting. */
  public long overflows() {
    return overflows;
  }

  /** Notes that sound now. */
  public int sounding() {
    return sounding.count();
  }

  /** Deadline to sending, in nanoseconds; read it when the emitter is at rest. */
  public Histogram jitterNs() {
    return jitterNs;
  }

  private void newEpoch(Transport.Position position, long nowNs) {
    silence();
    epoch = position.epoch();
    long tick = position.tickAt(nowNs);
    Timeline timeline = position.timeline();
    // The bar in hand is too far gone unless the music begins with it.
    nextBar = Math.max(0, timeline.barAt(tick) + (tick <= timeline.barStart(timeline.barAt(tick)) ? 0 : 1));
    nextPulseTick = grid.firstFrom(position, Math.max(0, tick));
  }

  private void seal(Transport.Position position, long nowNs) {
    while (nowNs >= position.nanosAt(position.timeline().barStart(nextBar)) - sealAheadNs) {
      int slot = (int) (nextBar % PLANS);
      Plan newest = plans[slot];
      plans[slot] = null;
      Plan plan = newest != null && newest.barNumber() == nextBar && newest.epoch() == epoch ? newest : null;
      if (plan != null) {
        enqueue(position, plan);
      }
      rememberHeld(plan);
      events.sealed(nextBar, plan, nowNs);
      nextBar++;
    }
  }

  /** The off of a held note waits at the bar line; the next bar may put it off. */
  private void rememberHeld(@Nullable Plan plan) {
    Arrays.fill(heldOver, false);
    if (plan != null) {
      for (Strike strike : plan.strikes()) {
        heldOver[key(strike.channel(), strike.pitch())] |= strike.heldOver();
      }
    }
  }

  private void enqueue(Transport.Position position, Plan plan) {
    long start = position.timeline().barStart(plan.barNumber());
    for (Strike strike : plan.strikes()) {
      if (queue.size() + 2 > QUEUE) {
        overflows++;
        continue;
      }
      int key = key(strike.channel(), strike.pitch());
      long onTick = start + strike.onset();
      long offTick = start + strike.end();
      boolean goesOn = strike.heldFrom() && heldOver[key];
      if (goesOn) {
        endTick[key] = offTick;
      } else {
        queue.addOn(onTick, MidiMessage.noteOn(strike.channel(), strike.pitch(), strike.velocity()), offTick);
      }
      queue.addOff(offTick, MidiMessage.noteOff(strike.channel(), strike.pitch()));
    }
  }

  private void send(Transport.Position position, long nowNs) {
    // What is due is asked anew each time, as the tempo may have changed since the bar was sealed.
    while (queue.size() > 0 && position.nanosAt(queue.nextTick()) <= nowNs) {
      long tick = queue.nextTick();
      long dueNs = position.nanosAt(tick);
      long offTick = queue.nextEndTick();
      int message = queue.nextMessage();
      queue.remove();
      int channel = MidiMessage.channel(message);
      int pitch = MidiMessage.data1(message);
      boolean sounds = sounding.sounds(channel, pitch);
      if (MidiMessage.isNoteOn(message)) {
        if (sounds) {
          // Two voices in unison: the key is struck anew, and ends once, with the longer of the two.
          emit(MidiMessage.noteOff(channel, pitch), dueNs, nowNs);
          endTick[key(channel, pitch)] = Math.max(endTick[key(channel, pitch)], offTick);
        } else {
          endTick[key(channel, pitch)] = offTick;
        }
        emit(message, dueNs, nowNs);
      } else if (sounds && tick >= endTick[key(channel, pitch)]) {
        emit(message, dueNs, nowNs);
      }
    }
  }

  private void emit(int message, long dueNs, long nowNs) {
    out.send(message);
    sounding.accept(message);
    long lateness = Math.max(0, nowNs - dueNs);
    jitterNs.recordValue(Math.min(lateness, 60_000_000_000L));
    if (lateness > LATE_NS) {
      late++;
    }
    events.emitted(message, dueNs, nowNs);
  }

  private void pulse(Transport.Position position, long nowNs) {
    while (nowNs >= position.nanosAt(nextPulseTick)) {
      events.pulse(nextPulseTick, position.nanosAt(nextPulseTick), !grid.onPulse(position, nextPulseTick));
      nextPulseTick = grid.firstFrom(position, nextPulseTick + 1);
    }
  }

  private long nextTimeNs(Transport.Position position) {
    long next = queue.size() > 0 ? position.nanosAt(queue.nextTick()) : Long.MAX_VALUE;
    if (position.rolling()) {
      next = Math.min(next, position.nanosAt(nextPulseTick));
      next = Math.min(next, position.nanosAt(position.timeline().barStart(nextBar)) - sealAheadNs);
    }
    return next;
  }

  private static int key(int channel, int pitch) {
    return channel * 128 + pitch;
  }
}
