package antiphon.bridge.live;

import antiphon.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The samples of an instance as nanoseconds: goes on between blocks as the machine's clock does, not far beyond what
 * the host asked for last, and never back. Told by [bridge], read by [any].
 */
final class HostClock implements Clock {
  private static final double NS_PER_S = 1e9;
  /** The host may be late with a block by so much before the clock waits for it. */
  private static final long PATIENCE_NS = 60_000_000;

  private record Anchor(long hostNs, long systemNs, long mostNs) {}

  private final LongSupplier systemNs;
  private final AtomicLong last = new AtomicLong();
  private volatile Anchor anchor = new Anchor(0, 0, 0);
  private double rate = 48_000;
  private long baseSample;
  private long baseNs;
  private long toldSample = -1;

  HostClock(LongSupplier systemNs) {
    this.systemNs = systemNs;
  }

  /** Begins with nanosecond 0 at {@code sample}, and stands still but for what it is told. */
  HostClock(double hz, long sample) {
    this(() -> 0);
    rate = hz;
    baseSample = sample;
  }

  @Override
  public long nanoTime() {
    Anchor now = anchor;
    long passedNs = Math.clamp(systemNs.getAsLong() - now.systemNs, 0, now.mostNs);
    return last.accumulateAndGet(now.hostNs + passedNs, Math::max);
  }

  /** From {@code sample} on there are so many samples a second. [bridge] */
  void rate(double hz, long sample) {
    if (hz != rate) {
      baseNs = nanosOf(sample);
      baseSample = sample;
      rate = hz;
    }
  }

  /** The host asked for {@code frames} from {@code sample} on. [bridge] */
  void told(long sample, int frames) {
    if (sample != toldSample) {
      toldSample = sample;
      anchor = new Anchor(nanosOf(sample), systemNs.getAsLong(), 2 * blockNs(frames) + PATIENCE_NS);
    }
  }

  /** How long a block lasts. [bridge] */
  long blockNs(int frames) {
    return Math.round(frames * NS_PER_S / rate);
  }

  /** When a sample is. [bridge] */
  long nanosOf(long sample) {
    return baseNs + Math.round((sample - baseSample) * NS_PER_S / rate);
  }

  /** The sample at a time. [bridge] */
  long sampleAt(long timeNs) {
    return baseSample + Math.round((timeNs - baseNs) * rate / NS_PER_S);
  }
}
