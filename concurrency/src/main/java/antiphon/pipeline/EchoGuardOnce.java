package antiphon.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A note that went out once comes back once, though two inputs hear it. */
@JCStressTest
@Outcome(id = {"true, false", "false, true"}, expect = ACCEPTABLE, desc = "one of them is the echo")
@State
public class EchoGuardOnce {
  private final int note = Echoes.note();

  public EchoGuardOnce() {
    Echoes.GUARD.sending(note, 0);
  }

  @Actor
  public void one(ZZ_Result r) {
    r.r1 = Echoes.GUARD.isEcho(note, 1);
  }

  @Actor
  public void other(ZZ_Result r) {
    r.r2 = Echoes.GUARD.isEcho(note, 1);
  }
}
