package antiphon.lab.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What one piece of work took, over and over on one thread.
 *
 * @param medianMs by the clock
 * @param leastMs by the clock, as on a machine that does nothing else
 * @param cpuMs median of the processor time of the calling thread
 * @param heapBytes allocated each time
 */
record Timing(double medianMs, double leastMs, double cpuMs, long heapBytes) {
  private static final int FEWEST = 5;
  private static final int MOST = 200;
  private static final int COLD = 3;

  /** Times {@code work} after {@code before} each time, at least {@value #FEWEST} times, for about {@code seconds}. */
  static Timing of(double seconds, Runnable before, Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] wall = new double[MOST];
    double[] cpu = new double[MOST];
    long bytes = 0;
    int count = -COLD;
    long endNs = System.nanoTime() + (long) (seconds * 1e9);
    while (count < FEWEST || (count < MOST && System.nanoTime() < endNs)) {
      before.run();
      long heldBytes = threads.getCurrentThreadAllocatedBytes();
      long cpuNs = threads.getCurrentThreadCpuTime();
      long begunNs = System.nanoTime();
      work.run();
      long tookNs = System.nanoTime() - begunNs;
      cpuNs = threads.getCurrentThreadCpuTime() - cpuNs;
      if (count >= 0) {
        bytes += threads.getCurrentThreadAllocatedBytes() - heldBytes;
        wall[count] = tookNs / 1e6;
        cpu[count] = cpuNs / 1e6;
      }
      count++;
    }
    Arrays.sort(wall, 0, count);
    Arrays.sort(cpu, 0, count);
    return new Timing(wall[count / 2], wall[0], cpu[count / 2], bytes / count);
  }

  /** The share of one of {@code parts} equal ones. */
  Timing each(int parts) {
    return new Timing(medianMs / parts, leastMs / parts, cpuMs / parts, heapBytes / parts);
  }
}
