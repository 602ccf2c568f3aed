package antiphon.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.schedule.Emitter;
import antiphon.schedule.Plan;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A plan comes to its emitter once and whole, while the emitting thread looks for it. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "it came")
@State
public class PlanRingHandsOver {
  static final Transport STOPPED = new Transport(Timeline.of(Meter.COMMON, Tempo.MODERATE));

  /** Of another epoch, so that the emitter counts it as refused and keeps nothing. */
  static final Plan PLAN = new Plan(
      0, STOPPED.position().epoch() + 1, 0, 0, false,
      new WrittenBar(Bar.plain(0, Meter.COMMON, Key.C), "", List.of(), Origin.MODEL), List.of(), 1);

  private final PlanRing ring = new PlanRing();
  private final Emitter emitter = Silent.emitter(STOPPED);
  private final PlanSink sink = ring.to(emitter);

  @Actor
  public void compose() {
    sink.offer(PLAN);
  }

  @Actor
  public void emit() {
    ring.handOver();
  }

  @Arbiter
  public void rest(JJ_Result r) {
    ring.handOver();
    r.r1 = emitter.refused();
    r.r2 = ring.lost();
  }
}
