package antiphon.time;

/** A clock that stands still until it is moved; for tests and for runs faster than real time. Not thread-safe. */
public final class VirtualClock implements Clock {
  private long nowNs;

  @Override
  public long nanoTime() {
    return nowNs;
  }

  /** Moves to {@code timeNs}; a time that has passed already leaves the clock where it is. */
  public void advanceTo(long timeNs) {
    nowNs = Math.max(nowNs, timeNs);
  }
}
