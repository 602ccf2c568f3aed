package antiphon.midi;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** Whoever waits for a message sees it come. */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "it was seen")
@Outcome(id = "STALE", expect = FORBIDDEN, desc = "the sender's count was read once and kept")
@State
public class MessageRingArrives {
  private final MessageRing ring = new MessageRing(4);

  @Actor
  public void play() {
    while (ring.isEmpty()) {
      // Reads again.
    }
  }

  @Signal
  public void send() {
    ring.offer(7, 42);
  }
}
