package antiphon.schedule;

import antiphon.midi.MidiOut;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Plays what is sealed: keeps the newest plan of each coming bar, seals it pulse by pulse, the commit
 * horizon before it sounds, and sends every message at its deadline. Owns all sounding notes of the
 * companion. [emit]
 *
 * <p>{@link #doWork} never waits: it sends what is due and says when it wants to be called again. Plans
 * are handed over by {@link #offer}, on the same thread.
 */
public final class Emitter {
  /** A message that goes out later than this after its deadline counts as late. */
  public static final long LATE_NS = 10_000_000;

  /** So far behind, as after the machine slept, the music is entered anew: nothing old bursts out. */
  private static final int MOST_OVERDUE = Ticks.PER_QUARTER;

  private static final int PLANS = 64;

  private final Transport transport;
  private final MidiOut out;
  private final EmitterEvents events;
  private final long sealAheadNs;
  private final PulseGrid grid;
  private final SealedNotes sealed = new SealedNotes();
  private final @Nullable Plan[] plans = new @Nullable Plan[PLANS];
  private final @Nullable Plan[] covers = new @Nullable Plan[PLANS];
  private final Histogram jitterNs = new Histogram(1, 60_000_000_000L, 3);
  private long epoch = -1;
  /** Where the next part to seal begins: a pulse of the meter. */
  private long nextTick;
  private volatile double horizonQuarters;
  private volatile boolean wakesBeforeSealing;
  private volatile boolean muted;
  private volatile int window;
  private long nextPulseTick;
  private long late;
  private long refused;
  private long leaps;
  private long skipped;

  /**
   * @param transport read only
   * @param out where messages go; this emitter is its only sender
   * @param sealAheadNs how long before it sounds a part of a bar is sealed, beside the commit horizon
   * @param leadNs how long before a bar line or a sealing the listening side is woken, so that an answer can start there
   */
  public Emitter(Transport transport, MidiOut out, EmitterEvents events, long sealAheadNs, long leadNs) {
    this.transport = transport;
    this.out = out;
    this.events = events;
    this.sealAheadNs = sealAheadNs;
    this.grid = new PulseGrid(leadNs);
  }

  /** Takes a plan; one for a bar that is sealed already, or of another epoch, is refused and counted. */
  public void offer(Plan plan) {
    Timeline timeline = transport.position().timeline();
    long nextBar = timeline.barAt(nextTick);
    if (plan.epoch() != transport.position().epoch() || plan.barNumber() < nextBar || plan.barNumber() >= nextBar + PLANS) {
      refused++;
      return;
    }
    (plan.cover() ? covers : plans)[(int) (plan.barNumber() % PLANS)] = plan;
  }

  /**
   * Seals so many quarters before it sounds what is to sound, 0 or more; from the next pulse on. [any]
   *
   * @param wakes whether the listening side is woken shortly before each sealing, so that what it has heard since the pulse counts
   */
  public void horizon(double quarters, boolean wakes) {
    horizonQuarters = quarters;
    wakesBeforeSealing = wakes;
  }

  /** Plays the plans of this turn of the companion only; what is sealed sounds all the same. [any] */
  public void window(int number) {
    window = number;
  }

  /** Lets nothing begin to sound that is sealed from now on, or lets it again. [any] */
  public void mute(boolean silent) {
    muted = silent;
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
    } else if (position.rolling() && nowNs > position.nanosAt(nextPulseTick + MOST_OVERDUE)) {
      leap(position, nowNs);
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
  public void silence(long nowNs) {
    Arrays.fill(plans, null);
    Arrays.fill(covers, null);
    endAll(nowNs);
  }

  private void endAll(long nowNs) {
    long tick = transport.position().tickAt(nowNs);
    events.silenced(tick, nowNs);
    sealed.silence(message -> {
      events.emitted(message, tick, nowNs, nowNs);
      out.send(message);
    });
  }

  /** How long before it sounds a part of a bar is sealed beside the commit horizon, in nanoseconds. */
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
    return sealed.overflows();
  }

  /** How often the clock ran more than a quarter ahead of this emitter; then what sounds ends, and what is overdue is left out. */
  public long leaps() {
    return leaps;
  }

  /** Notes left out because the clock leapt past them. */
  public long skipped() {
    return skipped;
  }

  /** Notes that sound now. */
  public int sounding() {
    return sealed.sounding();
  }

  /** Deadline to sending, in nanoseconds; read it when the emitter is at rest. */
  public Histogram jitterNs() {
    return jitterNs;
  }

  private void newEpoch(Transport.Position position, long nowNs) {
    // Plans of other epochs are void by themselves; some of this one may be there already.
    endAll(nowNs);
    epoch = position.epoch();
    nextTick = 0;
    enter(position, nowNs);
  }

  private void enter(Transport.Position position, long nowNs) {
    long tick = Math.max(0, position.tickAt(nowNs));
    // What is sealed stays so.
    nextTick = Math.max(nextTick, PulseGrid.pulseFrom(position.timeline(), tick));
    nextPulseTick = nextMoment(position, tick);
  }

  private void leap(Transport.Position position, long nowNs) {
    leaps++;
    skipped += sealed.skip(position.tickAt(nowNs));
    endAll(nowNs);
    enter(position, nowNs);
  }

  private void seal(Transport.Position position, long nowNs) {
    while (nowNs >= sealNs(position)) {
      Timeline timeline = position.timeline();
      long bar = timeline.barAt(nextTick);
      long from = nextTick;
      long to = PulseGrid.pulseFrom(timeline, from + 1);
      Plan plan = planOf(bar);
      boolean silent = muted;
      sealed.seal(timeline.barStart(bar), silent ? null : plan, from, to);
      if (to == timeline.barStart(bar + 1)) {
        plans[(int) (bar % PLANS)] = null;
        covers[(int) (bar % PLANS)] = null;
      }
      events.sealed(bar, timeline.barStart(bar), from, to, plan, silent, epoch, nowNs);
      nextTick = to;
    }
  }

  private long sealNs(Transport.Position position) {
    return Sealing.atNs(position, nextTick, horizonQuarters, sealAheadNs);
  }

  private @Nullable Plan planOf(long bar) {
    int slot = (int) (bar % PLANS);
    return fits(plans[slot], bar) ? plans[slot] : fits(covers[slot], bar) ? covers[slot] : null;
  }

  /** Whether a plan is for this bar; one of another turn, or in a meter that was given up since, is not. */
  private boolean fits(@Nullable Plan plan, long bar) {
    return plan != null && plan.barNumber() == bar && plan.epoch() == epoch && plan.window() == window
        && plan.written().bar().length() == transport.position().timeline().barTicks(bar);
  }

  private void send(Transport.Position position, long nowNs) {
    // What is due is asked anew each time, as the tempo may have changed since the bar was sealed.
    while (sealed.waiting() && position.nanosAt(sealed.nextTick()) <= nowNs) {
      long tick = sealed.nextTick();
      long dueNs = position.nanosAt(tick);
      int messages = sealed.take();
      for (int i = 0; i < messages; i++) {
        emit(sealed.taken(i), tick, dueNs, nowNs);
      }
    }
  }

  private void emit(int message, long tick, long dueNs, long nowNs) {
    events.emitted(message, tick, dueNs, nowNs);
    if (out instanceof TickedOut ticked) {
      ticked.send(message, tick, dueNs);
    } else {
      out.send(message, dueNs);
    }
    long lateness = Math.max(0, nowNs - dueNs);
    jitterNs.recordValue(Math.min(lateness, 60_000_000_000L));
    if (lateness > LATE_NS) {
      late++;
    }
  }

  private void pulse(Transport.Position position, long nowNs) {
    while (nowNs >= position.nanosAt(nextPulseTick)) {
      events.reached(grid.moment(position, nextPulseTick), nextPulseTick, position.nanosAt(nextPulseTick));
      nextPulseTick = nextMoment(position, nextPulseTick + 1);
    }
  }

  private long nextMoment(Transport.Position position, long tick) {
    long next = grid.firstFrom(position, tick);
    long horizon = Math.round(horizonQuarters * Ticks.PER_QUARTER);
    return wakesBeforeSealing ? Math.min(next, PulseGrid.beforeSealing(position, tick, horizon, sealAheadNs)) : next;
  }

  private long nextTimeNs(Transport.Position position) {
    long next = sealed.waiting() ? position.nanosAt(sealed.nextTick()) : Long.MAX_VALUE;
    if (position.rolling()) {
      next = Math.min(next, position.nanosAt(nextPulseTick));
      next = Math.min(next, sealNs(position));
    }
    return next;
  }
}
