package antiphon.compose;

import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.pipeline.Faults;
import org.HdrHistogram.Histogram;

/** What the composing stage counts; written by that stage alone. [compose] */
public final class FiguresState {
  private static final long HOUR_NS = 3_600_000_000_000L;

  public final Histogram generationNs = new Histogram(1, HOUR_NS, 3);
  public final int[] playedBars = new int[Origin.values().length];
  public int heard;
  public int failures;
  private final Faults faults;
  private long symbols;
  private double removedMass;

  /** @param faults is told why the model failed */
  public FiguresState(Faults faults) {
    this.faults = faults;
  }

  void failed(RuntimeException reason) {
    failures++;
    faults.add("model", reason);
  }

  void wrote(WrittenBar written, long durationNs) {
    generationNs.recordValue(Math.clamp(durationNs, 0, HOUR_NS));
    symbols += written.symbols();
    removedMass += written.removedMass() * written.symbols();
  }

  void played(Origin origin) {
    playedBars[origin.ordinal()]++;
  }

  public double meanRemovedMass() {
    return symbols == 0 ? 0 : removedMass / symbols;
  }
}
