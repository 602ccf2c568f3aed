package antiphon.bridge.clap;

import java.util.concurrent.locks.LockSupport;

/** Real time, in samples since it was made. */
final class Pace {
  private final long startNs = System.nanoTime();

  /** Returns when so many samples have gone by. */
  void await(long sample) {
    long dueNs = startNs + (long) (sample * 1e9 / ClapHost.RATE);
    for (long nowNs = System.nanoTime(); nowNs < dueNs; nowNs = System.nanoTime()) {
      LockSupport.parkNanos(dueNs - nowNs);
    }
  }
}
