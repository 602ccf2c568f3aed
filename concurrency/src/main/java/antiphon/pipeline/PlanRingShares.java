package antiphon.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import antiphon.schedule.Emitter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Plans of two threads come to their emitter, each once. Two actors, since jcstress runs none that outnumber the cores. */
@JCStressTest
@Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "both came, none was lost")
@State
public class PlanRingShares {
  private final PlanRing ring = new PlanRing();
  private final Emitter emitter = Silent.emitter(PlanRingHandsOver.STOPPED);
  private final PlanSink sink = ring.to(emitter);

  @Actor
  public void compose() {
    sink.offer(PlanRingHandsOver.PLAN);
  }

  @Actor
  public void cover() {
    sink.offer(PlanRingHandsOver.PLAN);
  }

  @Arbiter
  public void rest(JJ_Result r) {
    ring.handOver();
    r.r1 = emitter.refused();
    r.r2 = ring.lost();
  }
}
