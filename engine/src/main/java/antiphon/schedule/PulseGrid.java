package antiphon.schedule;

import antiphon.schedule.EmitterEvents.Moment;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import antiphon.time.Transport;

/** The ticks at which the listening side is woken: every pulse of the meter, shortly before each bar line, and before each sealing. Stateless. */
public final class PulseGrid {
  private final long leadNs;

  PulseGrid(long leadNs) {
    this.leadNs = leadNs;
  }

  /** The first such tick from {@code tick} on; {@code tick} is not negative. */
  long firstFrom(Transport.Position position, long tick) {
    Timeline timeline = position.timeline();
    long bar = timeline.barAt(tick);
    long pulse = pulseFrom(timeline, tick);
    long lead = leadTick(timeline, timeline.barStart(bar), timeline.barStart(bar + 1));
    return lead >= tick && lead < pulse ? lead : pulse;
  }

  /** The first pulse of the meter from {@code tick} on; {@code tick} is not negative. */
  public static long pulseFrom(Timeline timeline, long tick) {
    long bar = timeline.barAt(tick);
    long start = timeline.barStart(bar);
    return Math.min(start + pulseFrom(timeline.meterOfBar(bar), tick - start), timeline.barStart(bar + 1));
  }

  /** The first pulse from {@code tick} on, both in ticks from the bar's start; the bar's length if there is none. */
  static long pulseFrom(Meter meter, long tick) {
    long at = 0;
    for (int pulse : meter.pulses()) {
      if (at >= tick) {
        break;
      }
      at += pulse;
    }
    return at;
  }

  /** The last pulse before {@code tick}, in ticks from the bar's start; 0 if there is none. */
  public static long pulseBefore(Meter meter, long tick) {
    long at = 0;
    for (int pulse : meter.pulses()) {
      if (at + pulse >= tick) {
        break;
      }
      at += pulse;
    }
    return at;
  }

  /** Whether a pulse of the meter begins at {@code tick}. */
  public static boolean onPulse(Timeline timeline, long tick) {
    long bar = timeline.barAt(tick);
    return timeline.meterOfBar(bar).onPulse(tick - timeline.barStart(bar));
  }

  /**
   * The first tick from {@code tick} on that lies {@link Sealing#LOOK_NS} before a pulse is sealed.
   *
   * @param tick not negative
   * @param horizon how far ahead it is sealed, in ticks
   * @param sealAheadNs how long before it sounds at least
   */
  static long beforeSealing(Transport.Position position, long tick, long horizon, long sealAheadNs) {
    Timeline timeline = position.timeline();
    Tempo tempo = timeline.tempoAt(tick);
    long ahead = Math.max(horizon - tempo.ticks(Sealing.HEARD_NS), tempo.ticks(sealAheadNs)) + tempo.ticks(Sealing.LOOK_NS);
    return pulseFrom(timeline, tick + ahead) - ahead;
  }

  /** Why the listening side is woken at {@code tick}. */
  Moment moment(Transport.Position position, long tick) {
    Timeline timeline = position.timeline();
    long bar = timeline.barAt(tick);
    long start = timeline.barStart(bar);
    if (onPulse(timeline, tick)) {
      return Moment.PULSE;
    }
    return tick == leadTick(timeline, start, timeline.barStart(bar + 1)) ? Moment.BAR_ENDS : Moment.BEFORE_SEALING;
  }

  /** Where the bar is woken before its end: the lead before the bar line, but in its second half. */
  long leadTick(Timeline timeline, long start, long end) {
    long leadTicks = timeline.tempoAt(start).ticks(leadNs);
    return Math.max(end - leadTicks, start + (end - start) / 2);
  }
}
