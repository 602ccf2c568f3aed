package antiphon.time;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Tempo and meter as data: relates bars to ticks and ticks to nanoseconds. Immutable, so any thread
 * may read one.
 *
 * <p>Tick 0 is the start of bar 0 and nanosecond 0. With a pick-up, bar 0 is the short bar. The last
 * meter and tempo hold for ever; before tick 0 the first ones hold, so that a count-in has bars and
 * times too.
 */
public final class Timeline {
  private record MeterChange(long bar, long tick, Meter meter) {}

  private record TempoChange(long tick, long nanos, Tempo tempo) {}

  private final long pickupTicks;
  // In order of bars and ticks alike, and of ticks and nanoseconds alike. Arrays, so that the timing
  // thread looks things up without allocating.
  private final MeterChange[] meterChanges;
  private final TempoChange[] tempoChanges;

  private Timeline(long pickupTicks, NavigableMap<Long, Meter> meters, NavigableMap<Long, Tempo> tempos) {
    this.pickupTicks = pickupTicks;
    if (!meters.containsKey(0L) || !tempos.containsKey(0L)) {
      throw new IllegalArgumentException("timeline: expected a meter and a tempo at 0");
    }
    if (pickupTicks < 0 || pickupTicks >= meters.get(0L).barTicks()) {
      throw new IllegalArgumentException(
          "pick-up of " + pickupTicks + " ticks: expected less than a bar of " + meters.get(0L));
    }
    long tick = 0;
    long bar = 0;
    Meter meter = meters.get(0L);
    List<MeterChange> placedMeters = new ArrayList<>();
    for (Map.Entry<Long, Meter> change : meters.entrySet()) {
      long bars = change.getKey() - bar;
      if (bar == 0 && bars > 0 && pickupTicks > 0) {
        tick += pickupTicks + (bars - 1) * meter.barTicks();
      } else {
        tick += bars * meter.barTicks();
      }
      bar = change.getKey();
      meter = change.getValue();
      placedMeters.add(new MeterChange(bar, tick, meter));
    }
    meterChanges = placedMeters.toArray(MeterChange[]::new);
    List<TempoChange> placedTempos = new ArrayList<>();
    long nanos = 0;
    TempoChange last = new TempoChange(0, 0, tempos.get(0L));
    for (Map.Entry<Long, Tempo> change : tempos.entrySet()) {
      nanos = last.nanos + last.tempo.nanos(change.getKey() - last.tick);
      last = new TempoChange(change.getKey(), nanos, change.getValue());
      placedTempos.add(last);
    }
    tempoChanges = placedTempos.toArray(TempoChange[]::new);
  }

  /** One meter and one tempo throughout. */
  public static Timeline of(Meter meter, Tempo tempo) {
    return new Timeline(0, new TreeMap<>(Map.of(0L, meter)), new TreeMap<>(Map.of(0L, tempo)));
  }

  /**
   * With changes.
   *
   * @param pickupTicks length of bar 0 if it is a pick-up, else 0
   * @param metersByBar meters by the bar (from 0) at which they begin; bar 0 must be among them
   * @param temposByTick tempos by the tick (from 0) at which they begin; tick 0 must be among them
   * @throws IllegalArgumentException if bar 0 or tick 0 is missing or the pick-up fills its bar
   */
  public static Timeline of(
      long pickupTicks, Map<Long, Meter> metersByBar, Map<Long, Tempo> temposByTick) {
    return new Timeline(pickupTicks, new TreeMap<>(metersByBar), new TreeMap<>(temposByTick));
  }

  /** The same bars with one tempo from {@code tick} on; earlier ticks keep their nanoseconds. */
  public Timeline withTempo(long tick, Tempo tempo) {
    NavigableMap<Long, Tempo> tempos = new TreeMap<>();
    for (TempoChange change : tempoChanges) {
      if (change.tick < tick) {
        tempos.put(change.tick, change.tempo);
      }
    }
    tempos.put(Math.max(0, tick), tempo);
    return new Timeline(pickupTicks, meters(), tempos);
  }

  /** The same bars with these tempos, by the ticks from which they hold; the first of them from the beginning. */
  public Timeline withTempos(NavigableMap<Long, Tempo> tempos) {
    NavigableMap<Long, Tempo> all = new TreeMap<>(tempos);
    all.putIfAbsent(0L, tempos.isEmpty() ? tempoAt(0) : tempos.firstEntry().getValue());
    return new Timeline(pickupTicks, meters(), all);
  }

  /** The same tempos with another meter from {@code bar} on. */
  public Timeline withMeter(long bar, Meter meter) {
    NavigableMap<Long, Meter> meters = new TreeMap<>(meters().headMap(bar, false));
    meters.put(bar, meter);
    NavigableMap<Long, Tempo> tempos = new TreeMap<>();
    for (TempoChange change : tempoChanges) {
      tempos.put(change.tick, change.tempo);
    }
    return new Timeline(pickupTicks, meters, tempos);
  }

  private NavigableMap<Long, Meter> meters() {
    NavigableMap<Long, Meter> meters = new TreeMap<>();
    for (MeterChange change : meterChanges) {
      meters.put(change.bar, change.meter);
    }
    return meters;
  }

  private MeterChange meterAtBar(long bar) {
    return meterChanges[last(meterChanges, bar, change -> change.bar)];
  }

  private MeterChange meterAtTick(long tick) {
    return meterChanges[last(meterChanges, tick, change -> change.tick)];
  }

  private TempoChange changeAt(long tick) {
    return tempoChanges[last(tempoChanges, tick, change -> change.tick)];
  }

  private TempoChange changeAtNanos(long nanos) {
    return tempoChanges[last(tempoChanges, nanos, change -> change.nanos)];
  }

  /** The place of the last change whose key is at most {@code at}; the first if none is. */
  private static <T> int last(T[] changes, long at, ToLongFunction<T> key) {
    int low = 0;
    int high = changes.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (key.applyAsLong(changes[middle]) <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The bar in which {@code tick} falls; negative before tick 0. */
  public long barAt(long tick) {
    if (tick < 0) {
      return Math.floorDiv(tick, meterChanges[0].meter.barTicks());
    }
    MeterChange change = meterAtTick(tick);
    long offset = tick - change.tick;
    if (change.bar == 0 && pickupTicks > 0) {
      return offset < pickupTicks ? 0 : 1 + (offset - pickupTicks) / change.meter.barTicks();
    }
    return change.bar + offset / change.meter.barTicks();
  }

  /** The first tick of {@code bar}. */
  public long barStart(long bar) {
    if (bar <= 0) {
      return bar * meterChanges[0].meter.barTicks();
    }
    MeterChange change = meterAtBar(bar);
    long bars = bar - change.bar;
    if (change.bar == 0 && pickupTicks > 0) {
      return pickupTicks + (bars - 1) * change.meter.barTicks();
    }
    return change.tick + bars * change.meter.barTicks();
  }

  /** Length of {@code bar} in ticks: its meter's, but for a pick-up. */
  public long barTicks(long bar) {
    return barStart(bar + 1) - barStart(bar);
  }

  /** The meter of {@code bar}; a pick-up has the meter of the bar that follows it. */
  public Meter meterOfBar(long bar) {
    return meterAtBar(bar).meter;
  }

  /** The tempo in force at {@code tick}. */
  public Tempo tempoAt(long tick) {
    return changeAt(tick).tempo;
  }

  /** Nanoseconds from tick 0 to {@code tick}. */
  public long nanosAt(long tick) {
    TempoChange change = changeAt(tick);
    return change.nanos + change.tempo.nanos(tick - change.tick);
  }

  /** The last tick that has begun {@code nanos} after tick 0. */
  public long tickAt(long nanos) {
    TempoChange change = changeAtNanos(nanos);
    return change.tick + change.tempo.ticks(nanos - change.nanos);
  }

  /** The bars at which a meter begins, with the meters, in order. */
  public List<Map.Entry<Long, Meter>> meterChanges() {
    return Arrays.stream(meterChanges).map(c -> Map.entry(c.bar, c.meter)).toList();
  }

  /** The ticks at which a tempo begins, with the tempos, in order. */
  public List<Map.Entry<Long, Tempo>> tempoChanges() {
    return Arrays.stream(tempoChanges).map(c -> Map.entry(c.tick, c.tempo)).toList();
  }
}
