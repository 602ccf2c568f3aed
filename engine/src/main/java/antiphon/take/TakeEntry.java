package antiphon.take;

import antiphon.control.Control;
import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.EngineEvent.Kind;
import antiphon.pipeline.Fault;
import antiphon.pipeline.Request;
import antiphon.score.Bar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of a take. */
public sealed interface TakeEntry {
  /** What the composing side decided, or what came of it. */
  sealed interface Composed extends TakeEntry {}

  /** An event of the ring, field by field. Mutable while it is read. */
  final class Happened implements TakeEntry {
    public final Kind kind;
    public int message;
    public long bar;
    public long startTick;
    public long tick;
    public long endTick;
    public long timeNs;
    public long dueNs;
    public @Nullable Request request;
    public long epoch;
    public boolean muted;
    public boolean unheard;
    /** The plan that was sealed, by its name, or null. */
    public @Nullable String plan;

    public Happened(Kind kind) {
      this.kind = kind;
    }

    boolean asksFor(Control control) {
      return request instanceof Request.SetControl set && set.control() == control;
    }

    public void copyTo(EngineEvent event) {
      event.kind = kind;
      event.message = message;
      event.bar = bar;
      event.startTick = startTick;
      event.tick = tick;
      event.endTick = endTick;
      event.timeNs = timeNs;
      event.dueNs = dueNs;
      event.request = request;
      event.epoch = epoch;
      event.muted = muted;
      event.plan = null;
      event.cue = null;
    }
  }

  /** Writing began, after what was told was left {@code left} times for something newer. */
  record Began(int left) implements Composed {}

  /**
   * What came of writing bar {@code number}.
   *
   * @param times for each deadline asked for, at which question time was up, from 0; -1 for never
   * @param text null if time was up before there was anything
   */
  record Wrote(long number, List<Integer> times, @Nullable Text text) implements Composed {
    public Wrote {
      times = List.copyOf(times);
    }
  }

  /** A bar without its place. */
  record Text(
      String line, Origin origin, int symbols, double removedMass, double logLikelihood, List<List<BarNote>> notes) {
    public WrittenBar at(Bar place) {
      return new WrittenBar(place, line, notes, origin, symbols, removedMass, logLikelihood);
    }
  }

  /** The model failed. */
  record Failed(String reason) implements Composed {}

  /** Something went wrong, and the music went on. */
  record Faulted(Fault fault) implements TakeEntry {}

  /** So many entries found no room before the next one. */
  record Lost(long entries) implements TakeEntry {}

  /** The take was closed. */
  record Ended() implements TakeEntry {}
}
