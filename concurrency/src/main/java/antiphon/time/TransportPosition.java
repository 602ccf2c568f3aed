package antiphon.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** Whoever waits for the music to start sees it start. */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "it was seen")
@Outcome(id = "STALE", expect = FORBIDDEN, desc = "the position was read once and kept")
@State
public class TransportPosition {
  private final Transport transport = new Transport(Timeline.of(Meter.COMMON, Tempo.MODERATE));

  @Actor
  public void follow() {
    while (!transport.position().rolling()) {
      // Reads again.
    }
  }

  @Signal
  public void start() {
    transport.start(0, 0);
  }
}
