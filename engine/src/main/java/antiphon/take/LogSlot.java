package antiphon.take;

import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.Request;
import antiphon.schedule.Plan;
import org.jspecify.annotations.Nullable;

/** A slot of the ring to the take's file: a copy of an event, or a line of the composing side. */
public final class LogSlot {
  /** Set for a line that is ready; else the rest is a copy of an event. */
  @Nullable String line;
  EngineEvent.Kind kind = EngineEvent.Kind.STOP;
  int message;
  long bar;
  long startTick;
  long tick;
  long endTick;
  long timeNs;
  long dueNs;
  @Nullable Request request;
  long epoch;
  boolean muted;
  boolean planned;
  boolean cover;
  long plan;
  /** Whether the composing side did not hear of it. */
  boolean unheard;
  /** Its place in the ring. */
  long sequence;
  /** How many entries found no room before this one. */
  long lost;

  void set(EngineEvent event, boolean isUnheard) {
    line = null;
    kind = event.kind;
    message = event.message;
    bar = event.bar;
    startTick = event.startTick;
    tick = event.tick;
    endTick = event.endTick;
    timeNs = event.timeNs;
    dueNs = event.dueNs;
    request = event.request;
    epoch = event.epoch;
    muted = event.muted;
    Plan its = event.plan;
    planned = its != null;
    cover = its != null && its.cover();
    plan = its == null ? 0 : its.number();
    unheard = isUnheard;
  }
}
