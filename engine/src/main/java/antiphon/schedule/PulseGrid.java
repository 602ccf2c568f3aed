package antiphon.schedule;

import antiphon.time.Meter;
import antiphon.time.Timeline;
import antiphon.time.Transport;

/** The ticks at which the listening side is woken: every pulse of the meter, and shortly before each bar line. Stateless. */
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
  boolean onPulse(Transport.Position position, long tick) {
    long bar = position.timeline().barAt(tick);
    return position.timeline().meterOfBar(bar).onPulse(tick - position.timeline().barStart(bar));
  }

  /** Where the bar is woken before its end: the lead before the bar line, but in its second half. */
  long leadTick(Timeline timeline, long start, long end) {
    long leadTicks = timeline.tempoAt(start).ticks(leadNs);
    return Math.max(end - leadTicks, start + (end - start) / 2);
  }
}
