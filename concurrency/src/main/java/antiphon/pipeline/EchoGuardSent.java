package antiphon.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** What came back after it went out is known. */
@JCStressTest
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "nothing came back yet")
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "it came back and is an echo")
@State
public class EchoGuardSent {
  private final int note = Echoes.note();
  private final AtomicBoolean cable = new AtomicBoolean();

  @Actor
  public void emit() {
    Echoes.GUARD.sending(note, 0);
    cable.setRelease(true);
  }

  @Actor
  public void hear(ZZ_Result r) {
    r.r1 = cable.getAcquire();
    r.r2 = r.r1 && Echoes.GUARD.isEcho(note, 1);
  }
}
