package antiphon.midi;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJ_Result;

/** A slot is filled again only when its message was read. */
@JCStressTest
@Outcome(id = "1, 10", expect = ACCEPTABLE, desc = "the message that was there")
@State
public class MessageRingReuse {
  /** Ends a note, so that it may fill the ring to the brim. */
  private static final int LATER = 0x80;

  private final MessageRing ring = new MessageRing(2);

  public MessageRingReuse() {
    ring.offer(1, 10);
    ring.offer(LATER, 20);
  }

  @Actor
  public void send() {
    ring.offer(LATER, 30);
  }

  @Actor
  public void play(IJ_Result r) {
    r.r1 = ring.message();
    r.r2 = ring.timeNs();
    ring.remove();
  }
}
