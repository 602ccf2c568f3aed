package antiphon.bridge.live;

import antiphon.bridge.HostTransport;
import antiphon.pipeline.HostSong;
import antiphon.pipeline.HostSong.Move;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * Lays the host's song onto the engine's ticks, which never go back nor come twice: after a jump of the host the engine
 * goes on some bars further ahead, and a tick alone tells where in the song it is, and in which epoch. When a loop of
 * whole bars wraps, the engine's music goes on without a seam. [bridge]
 */
final class SongFollower {
  /** Bars that nothing planned reaches across. */
  private static final int FRESH_BARS = 16;
  private static final int PLACES = 16;
  /** Positions of hosts are this coarse. */
  private static final long ROUGHLY = 12;
  private static final long WRAP_TOLERANCE = Ticks.PER_QUARTER / 8;
  private static final double SLOWEST = 5;
  private static final double FASTEST = 1_000;

  private Timeline grid = Timeline.of(Meter.COMMON, Tempo.MODERATE);
  /** The newest last. */
  private final Place[] places = new Place[PLACES];
  private @Nullable HostTransport last;

  SongFollower() {
    java.util.Arrays.fill(places, new Place(0, -1, false, 0, false, 0, 0));
  }

  /**
   * The host's transport was first seen, or changed.
   *
   * @param timeNs of the transport's sample on the engine's clock
   * @param reached the engine's tick now
   * @param plays whether music of the engine's own goes on while the host stands
   * @return what the engine is to be told; null for nothing
   */
  @Nullable HostSong told(HostTransport now, long timeNs, long reached, boolean plays) {
    HostTransport before = last;
    last = now;
    if (!now.rolling()) {
      boolean stays = before != null && !before.rolling() && before.epoch() == now.epoch();
      return stays && plays ? null : stand(now, timeNs, reached);
    }
    if (before == null || !before.rolling()) {
      return begin(now, timeNs, reached);
    }
    if (before.epoch() == now.epoch()) {
      return goOn(now, timeNs, reached, newest().offset(), newest().fromTick());
    }
    if (newest().loops()) {
      long length = before.loopEndTick() - before.loopStartTick();
      boolean wrapped = Math.abs(before.tickAt(now.samplePosition()) - length - now.tick()) < WRAP_TOLERANCE;
      if (wrapped) {
        return goOn(now, timeNs, reached, newest().offset() - length, before.loopEndTick() - newest().offset());
      }
    }
    return begin(now, timeNs, reached);
  }

  /** Begins anew where the host is: with other music, or ready for the player's first note. */
  HostSong anew(HostTransport now, long timeNs, long reached) {
    last = now;
    return now.rolling() ? begin(now, timeNs, reached) : stand(now, timeNs, reached);
  }

  /** Where a tick of the engine's lies. */
  Place of(long tick) {
    for (int i = places.length - 1; i > 0; i--) {
      if (places[i].fromTick() <= tick) {
        return places[i];
      }
    }
    return places[0];
  }

  /** The engine's tick of a song position, as things are. */
  long engineTick(long songTick) {
    return songTick - newest().offset();
  }

  private Place newest() {
    return places[places.length - 1];
  }

  private HostSong stand(HostTransport now, long timeNs, long reached) {
    long bar = fresh(now, reached);
    add(new Place(bar, now.epoch(), false, 0, false, 0, 0));
    return song(Move.STANDS, now, timeNs, bar, bar);
  }

  private HostSong begin(HostTransport now, long timeNs, long reached) {
    long bar = fresh(now, reached);
    // A host that knows no bars may say that the first one began long ago.
    long into = Math.max(0, now.tick() - now.barTick());
    long offset = now.tick() - into - bar;
    add(place(now, bar, offset));
    return song(Move.BEGINS, now, timeNs, bar + into, bar);
  }

  private HostSong goOn(HostTransport now, long timeNs, long reached, long offset, long fromTick) {
    long tick = now.tick() - offset;
    long barTick = now.barTick() - offset;
    long bar = grid.barAt(barTick + ROUGHLY);
    boolean onGrid = Math.abs(grid.barStart(bar) - barTick) <= ROUGHLY && tick >= grid.barStart(bar) && bar >= 0;
    if (!onGrid) {
      return begin(now, timeNs, reached);
    }
    if (!grid.meterOfBar(bar).equals(meter(now))) {
      grid = grid.withMeter(bar, meter(now));
    }
    Place place = place(now, fromTick, offset);
    if (fromTick == newest().fromTick()) {
      places[places.length - 1] = place;
    } else {
      add(place);
    }
    return song(Move.GOES_ON, now, timeNs, tick, grid.barStart(bar));
  }

  /** Lays a bar in the host's meter where the engine has nothing yet. */
  private long fresh(HostTransport now, long reached) {
    long bar = grid.barAt(Math.max(reached, newest().fromTick())) + FRESH_BARS;
    grid = grid.withMeter(bar, meter(now));
    return grid.barStart(bar);
  }

  private static Place place(HostTransport now, long fromTick, long offset) {
    boolean loops = now.loops() && now.tick() < now.loopEndTick();
    return new Place(fromTick, now.epoch(), true, offset, loops, now.loopStartTick(), now.loopEndTick());
  }

  private void add(Place place) {
    System.arraycopy(places, 1, places, 0, places.length - 1);
    places[places.length - 1] = place;
  }

  private static HostSong song(Move move, HostTransport now, long timeNs, long tick, long barTick) {
    return new HostSong(move, timeNs, tick, barTick, meter(now), tempo(now));
  }

  /** The host's meter; common time for one that cannot be written. */
  static Meter meter(HostTransport now) {
    try {
      return new Meter(now.meterBeats(), now.meterUnit());
    } catch (IllegalArgumentException e) {
      return Meter.COMMON;
    }
  }

  static Tempo tempo(HostTransport now) {
    return Tempo.ofQuartersPerMinute(Math.clamp(now.quartersPerMinute(), SLOWEST, FASTEST));
  }
}
