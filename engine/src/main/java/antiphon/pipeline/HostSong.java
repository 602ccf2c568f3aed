package antiphon.pipeline;

import antiphon.time.Meter;
import antiphon.time.Tempo;

/**
 * Where the music of a host stands that leads the time.
 *
 * @param move whether it stands, goes on or begins here
 * @param timeNs a moment on the engine's clock
 * @param tick where it was then, 0 or more
 * @param barTick where a bar began, at or before {@code tick}
 * @param meter from that bar on
 * @param tempo from that moment on
 */
public record HostSong(Move move, long timeNs, long tick, long barTick, Meter meter, Tempo tempo) implements Request {
  /** What the music does. */
  public enum Move {
    /** It stands; the player's first note may start music of the engine's own from {@code tick} on. */
    STANDS,
    /** It is where it was thought to be, or nearly, perhaps at another tempo or meter. */
    GOES_ON,
    /** Other music begins at {@code tick}. */
    BEGINS
  }

  public HostSong {
    if (barTick < 0 || tick < barTick) {
      throw new IllegalArgumentException(
          "song at tick " + tick + " in a bar from " + barTick + ": expected a bar from 0 on that has begun");
    }
  }
}
