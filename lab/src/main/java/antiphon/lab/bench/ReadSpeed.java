package antiphon.lab.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** How quickly one thread of this machine reads memory: a model that reads its weights once a step is no faster. */
final class ReadSpeed {
  private static final long MOST_BYTES = 256 << 20;
  private static final double SECONDS = 0.5;
  private static final int LEAST_RUNS = 20;

  private ReadSpeed() {}

  /** Bytes a nanosecond (GB/s), at best, of reading as many bytes over and over, at most 256 MB of them. */
  static double of(long bytes) {
    // Comparing two equal arrays reads both to their ends with the widest registers that there are.
    byte[] half = new byte[(int) (Math.min(bytes, MOST_BYTES) / 2)];
    byte[] other = half.clone();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long leastNs = Long.MAX_VALUE;
    long endNs = System.nanoTime() + (long) (SECONDS * 1e9);
    for (int n = 0; n < LEAST_RUNS || System.nanoTime() < endNs; n++) {
      // Processor time, as what else runs is not to count.
      long begunNs = threads.getCurrentThreadCpuTime();
      if (Arrays.mismatch(half, other) >= 0) {
        throw new IllegalStateException("two equal arrays differ");
      }
      leastNs = Math.min(leastNs, Math.max(1, threads.getCurrentThreadCpuTime() - begunNs));
    }
    return 2.0 * half.length / leastNs;
  }
}
