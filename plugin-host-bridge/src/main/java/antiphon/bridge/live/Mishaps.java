package antiphon.bridge.live;

import antiphon.bridge.HostStatus;
import java.util.Optional;

/** What has gone wrong with an instance, for its status: for some seconds it stands before all else, then it is counted. [bridge] */
final class Mishaps {
  private static final long SHOWN_NS = 10_000_000_000L;

  /** How often something happened; what is counted begins anew with each engine, this goes on. */
  private static final class Count {
    private long seen;
    private long all;
    private long lastNs = Long.MIN_VALUE / 2;

    void take(long now, long timeNs) {
      if (now > seen) {
        all += now - seen;
        lastNs = timeNs;
      }
      seen = now;
    }

    boolean recent(long timeNs) {
      return timeNs - lastNs < SHOWN_NS;
    }
  }

  private final Count unheard = new Count();
  private final Count faults = new Count();

  /**
   * Takes what was counted so far.
   *
   * @param unheardNow messages of the player that the engine has not heard
   * @param faultsNow exceptions that cost an event
   */
  void counted(long unheardNow, long faultsNow, long timeNs) {
    unheard.take(unheardNow, timeNs);
    faults.take(faultsNow, timeNs);
  }

  /** The status that stands before all others now, if there is one. */
  Optional<HostStatus> status(long timeNs) {
    return faults.recent(timeNs) ? Optional.of(HostStatus.FAULT)
        : unheard.recent(timeNs) ? Optional.of(HostStatus.INPUT_LOST)
        : Optional.empty();
  }

  /** All that was counted, for people; empty if nothing was. */
  String line() {
    String lost = unheard.all == 0 ? "" : unheard.all + (unheard.all == 1 ? " message" : " messages") + " not heard: too many at once";
    String failed = faults.all == 0 ? "" : faults.all + (faults.all == 1 ? " fault" : " faults") + ", it goes on without";
    return failed + (failed.isEmpty() || lost.isEmpty() ? "" : "; ") + lost;
  }
}
