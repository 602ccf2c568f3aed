package antiphon.bridge.live;

import antiphon.bridge.HostEngine;
import antiphon.bridge.HostEvents;
import antiphon.bridge.HostSession;
import antiphon.pipeline.Fault;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The companion for plug-ins: each instance has an engine, a preset and a seed of its own and hears only its own track;
 * all share the models in memory. [bridge]
 */
public final class HostedEngine implements HostEngine, AutoCloseable {
  private final String model;
  private final LongSupplier seeds;
  private final Seats seats;

  /**
   * @param model the name or folder of the model that new instances play with
   * @param seeds draws the seed of a new instance
   * @param recorder takes down what each plays
   * @param faults is told what goes wrong, once for each engine, kind and place [any]
   */
  public HostedEngine(String model, LongSupplier seeds, Recorder recorder, Consumer<Fault> faults) {
    this.model = model;
    this.seeds = seeds;
    this.seats = new Seats(new Models(model), recorder, faults);
  }

  @Override
  public HostEvents open(HostSession session) {
    return new HostedSession(session, new SavedState(seeds.getAsLong(), model), seats);
  }

  /** Ends what is left of the instances, which are closed, and gives the models back; takes some seconds at most. */
  @Override
  public void close() {
    seats.close();
  }
}
