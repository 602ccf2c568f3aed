package antiphon.pipeline;

import antiphon.schedule.Plan;

/** Takes plans on their way to the emitter; never blocks. */
public interface PlanSink {
  /** [compose] */
  void offer(Plan plan);
}
