package antiphon.pipeline;

import antiphon.control.Control;
import antiphon.time.Transport;

/** Tells which events say something to the composing side, and how. Mutable. [listen] */
public final class Handing {
  private long epoch;

  /** Whether {@code event}, which the listening stage has seen, is to be handed on. */
  public boolean concerns(EngineEvent event) {
    Transport.Position position = event.position;
    return position != null
        && (event.kind == EngineEvent.Kind.SEALED || position.epoch() != epoch || event.asksFor(Control.KEEP) || event.cue != null);
  }

  /** Copies what {@code event}, one that concerns the composing side, says to it. */
  public void hand(EngineEvent event, WorkEvent work) {
    Transport.Position position = event.position;
    epoch = position == null ? epoch : position.epoch();
    work.sealed = event.kind == EngineEvent.Kind.SEALED;
    work.epoch = work.sealed ? event.epoch : epoch;
    work.keep = event.asksFor(Control.KEEP);
    work.cue = event.cue;
    work.bar = event.bar;
    work.tick = event.tick;
    work.endTick = event.endTick;
    work.plan = event.plan;
  }
}
