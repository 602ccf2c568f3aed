package antiphon.lab.soak;

import antiphon.control.Control;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.schedule.Plan;
import antiphon.time.Ticks;
import antiphon.time.Transport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How much time is left when a bar's first plan by the model is there, until the first part of it is sealed.
 * [compose]
 */
final class Margins implements EngineListener {
  private static final long LONGEST_MS = 60_000;

  private final Histogram leftMs = new Histogram(LONGEST_MS, 3);
  private volatile @Nullable Transport transport;
  private volatile double horizon;
  private long lastBar = -1;
  private long lastEpoch = -1;
  private long missed;

  /** Tells where the music stands; from then on margins are taken. */
  void watch(Transport engines) {
    transport = engines;
  }

  /** Tells the commit horizon in quarters. */
  void horizon(double quarters) {
    horizon = quarters;
  }

  @Override
  public void planned(Plan plan, long generationNs) {
    Transport now = transport;
    if (now == null || (plan.barNumber() == lastBar && plan.epoch() == lastEpoch)) {
      return;
    }
    lastBar = plan.barNumber();
    lastEpoch = plan.epoch();
    Transport.Position position = now.position();
    long first = position.timeline().barStart(plan.barNumber()) + plan.from();
    long sealNs = position.nanosAt(first - Math.round(horizon * Ticks.PER_QUARTER)) - EngineSettings.SEAL_AHEAD_NS;
    long left = (sealNs - System.nanoTime()) / 1_000_000;
    missed += left < 0 ? 1 : 0;
    leftMs.recordValue(Math.clamp(left, 0, LONGEST_MS));
  }

  /** Milliseconds that {@code percent} of the bars had at most; read it when the engine is at rest. */
  long leftMs(double percent) {
    return leftMs.getValueAtPercentile(percent);
  }

  /** Bars of which the first part was sealed before there was a plan by the model. */
  long missed() {
    return missed;
  }

  /** The commit horizon that controls stand for. */
  static double horizon(antiphon.control.Controls controls) {
    return controls.mode() == antiphon.control.Mode.ACCOMPANY ? controls.value(Control.HORIZON) : 0;
  }
}
