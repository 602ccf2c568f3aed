package antiphon.midi;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJ_Result;

/** A message is seen whole, with its time, or not at all. */
@JCStressTest
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "nothing is there yet")
@Outcome(id = "7, 42", expect = ACCEPTABLE, desc = "all of it is there")
@State
public class MessageRingPublish {
  private final MessageRing ring = new MessageRing(4);

  @Actor
  public void send() {
    ring.offer(7, 42);
  }

  @Actor
  public void play(IJ_Result r) {
    boolean empty = ring.isEmpty();
    r.r1 = empty ? -1 : ring.message();
    r.r2 = empty ? -1 : ring.timeNs();
  }
}
