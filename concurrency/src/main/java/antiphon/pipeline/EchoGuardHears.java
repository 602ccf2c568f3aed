package antiphon.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** What goes out is known while somebody listens for it. */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "it was seen")
@Outcome(id = "STALE", expect = FORBIDDEN, desc = "what was sent was read once and kept")
@State
public class EchoGuardHears {
  private final int note = Echoes.note();

  @Actor
  public void hear() {
    while (!Echoes.GUARD.isEcho(note, 1)) {
      // Reads again.
    }
  }

  @Signal
  public void emit() {
    Echoes.GUARD.sending(note, 0);
  }
}
