package antiphon.compose;

import antiphon.generate.Deadline;
import antiphon.time.Clock;

/** As fast as the machine is. [compose] */
public final class ClockPace implements Pace {
  private final Clock clock;

  public ClockPace(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Deadline until(long timeNs) {
    return () -> clock.nanoTime() - timeNs >= 0;
  }

  @Override
  public boolean outdated(boolean waiting) {
    return waiting;
  }
}
