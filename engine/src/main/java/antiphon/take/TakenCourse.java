package antiphon.take;

import antiphon.pipeline.EngineEvent;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Where the bars of a take lie: in the order in which they were played. After a jump, a loop or a stop the take goes
 * on with its next bar line, so that nothing lies on what was played before. Mutable. [listen]
 */
final class TakenCourse {
  private static final long NONE = Long.MIN_VALUE;

  private final NavigableMap<Long, Meter> meters = new TreeMap<>();
  private final NavigableMap<Long, Tempo> tempos = new TreeMap<>();
  private Transport.Position position = new Transport.Position(false, 0, 0, Timeline.of(Meter.COMMON, Tempo.MODERATE), NONE);
  private long offsetTicks;
  private long offsetBars;
  private boolean jumped;
  /** The last tick of the take so far, and that of the last jump. */
  private long lastTick;
  private long jumpTick;

  /** Takes in where the music stands. */
  void at(EngineEvent event) {
    Transport.Position now = event.position;
    if (now == null || !now.rolling()) {
      return;
    }
    boolean first = position.epoch() == NONE;
    boolean elsewhere = now.epoch() != position.epoch()
        && !(position.rolling() && Math.abs(now.tickAt(event.timeNs) - position.tickAt(event.timeNs)) < Ticks.PER_QUARTER);
    long bar = now.timeline().barAt(now.tickAt(event.timeNs));
    if (first && bar > 0) {
      begin(now.timeline(), bar);
    } else if (!first && elsewhere) {
      jump(position.timeline(), now.timeline(), bar);
    }
    position = now;
    if (event.kind == EngineEvent.Kind.PULSE && here(event)) {
      pulse(event.tick, now.timeline());
    }
  }

  /** Music that begins further on is the take's beginning, too. */
  private void begin(Timeline song, long bar) {
    offsetTicks = -song.barStart(bar);
    offsetBars = -bar;
    jumped = true;
  }

  private void jump(Timeline from, Timeline to, long bar) {
    long left = from.barAt(lastTick - offsetTicks);
    boolean begun = lastTick - offsetTicks > from.barStart(left);
    long next = (begun ? left + 1 : left) + offsetBars;
    offsetTicks += from.barStart(begun ? left + 1 : left) - to.barStart(bar);
    offsetBars = next - bar;
    jumpTick = lastTick;
    jumped = true;
  }

  private void pulse(long tick, Timeline song) {
    long bar = song.barAt(tick);
    put(meters, bar + offsetBars, song.meterOfBar(bar));
    put(tempos, tick + offsetTicks, song.tempoAt(tick));
    lastTick = Math.max(lastTick, tick + offsetTicks);
  }

  /** Only what differs from what holds already is kept. */
  private static <T> void put(NavigableMap<Long, T> changes, long from, T value) {
    Map.Entry<Long, T> before = changes.lowerEntry(from);
    if (before == null || !before.getValue().equals(value)) {
      changes.put(from, value);
    } else {
      changes.remove(from);
    }
  }

  /** Whether the event is of the music as it goes on now, not of what was before a jump. */
  private boolean here(EngineEvent event) {
    return Math.abs(event.tick - position.tickAt(event.timeNs)) < Ticks.PER_QUARTER;
  }

  /** The tick of the take for one of the song, told of by {@code event}; what is still told of before a jump lies at it. */
  long tick(EngineEvent event) {
    Transport.Position now = event.position;
    boolean stale = jumped && now != null && now.rolling() && !here(event);
    long tick = stale ? jumpTick : event.tick + offsetTicks;
    lastTick = Math.max(lastTick, tick);
    return tick;
  }

  /**
   * Bars and tempos as they were played. For reading when the engine is at rest.
   *
   * @param end the transport's timeline in the end
   */
  Timeline timeline(Timeline end) {
    if (tempos.isEmpty()) {
      return end;
    }
    if (jumped) {
      meters.putIfAbsent(0L, meters.firstEntry().getValue());
      tempos.putIfAbsent(0L, tempos.firstEntry().getValue());
      return Timeline.of(0, meters, tempos);
    }
    // A timeline with several tempos was not led by a master: it has them where they were set.
    return end.tempoChanges().size() > 1 ? end : end.withTempos(tempos);
  }
}
