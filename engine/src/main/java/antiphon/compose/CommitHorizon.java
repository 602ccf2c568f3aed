package antiphon.compose;

import antiphon.control.Control;
import antiphon.pipeline.Cue;
import antiphon.schedule.PulseGrid;
import antiphon.schedule.Sealing;
import antiphon.time.Ticks;
import antiphon.time.Timeline;

/** How much of the music is final, when the rest becomes so, and what of it can still be written otherwise. Mutable. [compose] */
final class CommitHorizon {
  /** A part that is sealed sooner than this is not written again; what comes after it is. */
  private static final long SHORTEST_NS = 40_000_000;

  private final long sealAheadNs;
  private long sealedTick;

  /** @param sealAheadNs how long before it sounds a part is sealed at least, in nanoseconds */
  CommitHorizon(long sealAheadNs) {
    this.sealAheadNs = sealAheadNs;
  }

  /** Nothing is final. */
  void clear() {
    sealedTick = 0;
  }

  /** All before {@code tick} is final. */
  void sealed(long tick) {
    sealedTick = Math.max(sealedTick, tick);
  }

  /** Clock time at which the part that begins at {@code tick} is sealed. */
  long sealNs(Cue cue, long tick) {
    return Sealing.atNs(cue.position(), tick, quarters(cue), sealAheadNs);
  }

  /** The first tick that can still be written otherwise: the first pulse that is not sealed and will not be at once. */
  long firstOpen(Cue cue) {
    Timeline timeline = cue.position().timeline();
    long nowNs = cue.position().nanosAt(cue.tick());
    long open = PulseGrid.pulseFrom(timeline, Math.max(0, sealedTick));
    boolean toCome = cue.together() && PulseGrid.onPulse(timeline, Math.max(0, cue.tick()));
    while (sealNs(cue, open) < nowNs + (toCome ? Sealing.UNHEARD_NS : SHORTEST_NS)) {
      open = PulseGrid.pulseFrom(timeline, open + 1);
    }
    return open;
  }

  /** The bar after the last one to write now: the end of the companion's turn or, while that is open, the second after the horizon. */
  long end(Cue cue) {
    if (cue.to() != Cue.OPEN) {
      return cue.to();
    }
    long farthest = Math.max(firstOpen(cue), cue.tick()) + Math.round(quarters(cue) * Ticks.PER_QUARTER);
    return cue.position().timeline().barAt(farthest) + 2;
  }

  /** How far ahead of its sound music becomes final; in turns as late as may be. */
  private static double quarters(Cue cue) {
    return cue.together() ? cue.controls().value(Control.HORIZON) : 0;
  }
}
