package antiphon.time;

/**
 * Where the music stands: relates clock nanoseconds to ticks, and starts, stops and relocates. One thread
 * changes it, any thread reads; a reader that needs several answers takes one {@link Position}.
 */
public final class Transport {
  /**
   * How clock and music relate until the next change.
   *
   * @param rolling whether time passes
   * @param anchorNs clock time at which {@code anchorTick} is or was
   * @param anchorTick a tick of the timeline
   * @param timeline tempo and meter
   * @param epoch grows with each start, stop and jump, so that what was planned before is told apart
   */
  public record Position(boolean rolling, long anchorNs, long anchorTick, Timeline timeline, long epoch) {
    /** The tick at a clock time; while stopped, where it stopped. [any] */
    public long tickAt(long timeNs) {
      return rolling
          ? timeline.tickAt(timeline.nanosAt(anchorTick) + timeNs - anchorNs)
          : anchorTick;
    }

    /** The clock time of a tick, if nothing changes before. [any] */
    public long nanosAt(long tick) {
      return anchorNs + timeline.nanosAt(tick) - timeline.nanosAt(anchorTick);
    }
  }

  private volatile Position position;

  /** Stopped at tick 0. */
  public Transport(Timeline timeline) {
    position = new Position(false, 0, 0, timeline, 0);
  }

  /** How things stand. [any] */
  public Position position() {
    return position;
  }

  /** Starts, so that {@code tick} is at {@code timeNs}, which may lie in the future: before, ticks count up to it. [engine] */
  public void start(long timeNs, long tick) {
    position = new Position(true, timeNs, tick, position.timeline, position.epoch + 1);
  }

  /** Stops where the music is at {@code timeNs}. [engine] */
  public void stop(long timeNs) {
    Position now = position;
    position = new Position(false, timeNs, now.tickAt(timeNs), now.timeline, now.epoch + 1);
  }

  /** Goes to {@code tick} at {@code timeNs}, rolling or not as before. [engine] */
  public void locate(long timeNs, long tick) {
    Position now = position;
    position = new Position(now.rolling, timeNs, tick, now.timeline, now.epoch + 1);
  }

  /** Takes another tempo from {@code timeNs} on; the music does not jump. [engine] */
  public void tempo(long timeNs, Tempo tempo) {
    Position now = position;
    long tick = now.tickAt(timeNs);
    position = new Position(
        now.rolling, now.rolling ? now.nanosAt(tick) : now.anchorNs, tick, now.timeline.withTempo(tick, tempo), now.epoch);
  }

  /**
   * Takes another tempo from {@code timeNs} on, and forgets those before, as one does who follows a clock
   * and changes it often; the music does not jump. [engine]
   */
  public void steer(long timeNs, Tempo tempo) {
    Position now = position;
    long tick = now.tickAt(timeNs);
    position = new Position(
        now.rolling, now.rolling ? now.nanosAt(tick) : now.anchorNs, tick, now.timeline.withTempo(0, tempo), now.epoch);
  }

  /**
   * Is where somebody else has it: at {@code tick} at {@code timeNs}, in a bar that began at {@code barTick}. [engine]
   *
   * @param anew whether other music begins; else it goes on, however far this was off
   */
  public void follow(
      boolean rolling, long timeNs, long tick, long barTick, Meter meter, Tempo tempo, boolean anew) {
    Position now = position;
    Timeline timeline = now.timeline.withTempo(0, tempo);
    long bar = timeline.barAt(barTick);
    if (!timeline.meterOfBar(bar).equals(meter)) {
      timeline = timeline.withMeter(bar, meter);
    }
    position = new Position(rolling, timeNs, tick, timeline, anew ? now.epoch + 1 : now.epoch);
  }

  /** Takes another meter from {@code bar} on, which must not have begun. [engine] */
  public void meter(long bar, Meter meter) {
    Position now = position;
    position = new Position(
        now.rolling, now.anchorNs, now.anchorTick, now.timeline.withMeter(Math.max(0, bar), meter), now.epoch);
  }
}
