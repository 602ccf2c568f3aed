package antiphon.midi;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** Whoever waits for room sees it made. */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "it was seen")
@Outcome(id = "STALE", expect = FORBIDDEN, desc = "the player's count was read once and kept")
@State
public class MessageRingHasRoom {
  /** Ends a note, so that it may fill the ring to the brim. */
  private static final int LATER = 0x80;

  private final MessageRing ring = new MessageRing(2);

  public MessageRingHasRoom() {
    ring.offer(LATER, 10);
    ring.offer(LATER, 20);
  }

  @Actor
  public void send() {
    while (!ring.offer(LATER, 30)) {
      // Tries again.
    }
  }

  @Signal
  public void play() {
    ring.remove();
  }
}
