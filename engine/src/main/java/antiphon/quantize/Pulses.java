package antiphon.quantize;

import antiphon.time.Meter;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pulses of a timeline, none longer than a dotted quarter. */
final class Pulses {
  private final Timeline timeline;
  private final QuantizeSettings settings;
  private final Map<Integer, List<Rhythm>> rhythms;
  private final Map<Long, List<Pulse>> byBar = new HashMap<>();

  /**
   * @param rhythms by length of pulse; filled here and worth keeping, as they depend on the settings only
   */
  Pulses(Timeline timeline, QuantizeSettings settings, Map<Integer, List<Rhythm>> rhythms) {
    this.timeline = timeline;
    this.settings = settings;
    this.rhythms = rhythms;
  }

  /** The pulses of a bar in order; in a pick-up those that end it. */
  List<Pulse> ofBar(long bar) {
    return byBar.computeIfAbsent(bar, this::divide);
  }

  /** The pulse in which {@code tick} falls. */
  Pulse at(long tick) {
    for (Pulse pulse : ofBar(timeline.barAt(tick))) {
      if (tick < pulse.end()) {
        return pulse;
      }
    }
    throw new IllegalStateException("tick " + tick + " lies in no pulse of its bar");
  }

  private List<Pulse> divide(long bar) {
    Meter meter = timeline.meterOfBar(bar);
    long barStart = timeline.barStart(bar);
    long start = timeline.barStart(bar + 1) - meter.barTicks();
    List<Pulse> pulses = new ArrayList<>();
    for (int length : meter.pulses()) {
      int part = meter.unit() < 4 ? Ticks.PER_QUARTER : length;
      for (int done = 0; done < length; done += part) {
        long from = Math.max(start, barStart);
        start += part;
        if (start > from) {
          pulses.add(pulse(from, (int) (start - from)));
        }
      }
    }
    return pulses;
  }

  private Pulse pulse(long start, int ticks) {
    return new Pulse(start, ticks, rhythms.computeIfAbsent(ticks, t -> Rhythm.ofPulse(t, settings)));
  }
}
