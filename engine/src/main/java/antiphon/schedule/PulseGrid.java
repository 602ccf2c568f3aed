package antiphon.schedule;

import antiphon.time.Timeline;
import antiphon.time.Transport;

/** The ticks at which the listening side is woken: every pulse of the meter, and shortly before each bar line. Stateless. */
final class PulseGrid {
  private final long leadNs;

  PulseGrid(long leadNs) {
    this.leadNs = leadNs;
  }

  /** The first such tick from {@code tick} on; {@code tick} is not negative. */
  long firstFrom(Transport.Position position, long tick) {
    Timeline timeline = position.timeline();
    long bar = timeline.barAt(tick);
    long start = timeline.barStart(bar);
    long end = timeline.barStart(bar + 1);
    long at = start;
    for (int pulse : timeline.meterOfBar(bar).pulses()) {
      if (at >= tick) {
        break;
      }
      at += pulse;
    }
    long lead = leadTick(timeline, start, end);
    return lead >= tick && lead < at ? lead : Math.min(at, end);
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
