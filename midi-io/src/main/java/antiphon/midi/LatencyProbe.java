package antiphon.midi;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Measures how long notes take from an output to an input that a cable, or whatever is to be measured, joins.
 * Waits on the thread that asks for it.
 */
public final class LatencyProbe {
  /** Rarely used, and all but silent. */
  private static final int CHANNEL = 15;

  private static final int VELOCITY = 1;
  private static final long LONGEST_NS = 500_000_000L;
  private static final long LOOK_NS = 5_000_000L;
  private static final long GAP_NS = 15_000_000L;
  private static final long NOTHING = Long.MIN_VALUE;

  /** If so many in the beginning get lost, there is no cable. */
  private static final int PATIENCE = 6;

  private final Thread asking = Thread.currentThread();
  private volatile int awaited = -1;
  private volatile long heardNs = NOTHING;

  private LatencyProbe() {}

  /**
   * What came of it.
   *
   * @param sent notes sent
   * @param heard notes that came back within half a second; the times are theirs, 0 if there are none
   * @param medianNs sending to the stamp at the input: what half of them took at most
   * @param p99Ns what 99 of 100 took at most
   */
  public record Result(int sent, int heard, long medianNs, long p99Ns) {}

  /**
   * Sends {@code notes} notes, one after the other, at times that are in step with nothing; gives up soon if
   * none of them comes back.
   *
   * @param in opens the input
   * @param nanoClock the clock of both ports
   */
  public static Result run(
      MidiOut out, Function<MidiListener, MidiIn> in, LongSupplier nanoClock, int notes) {
    return new LatencyProbe().measure(out, in, nanoClock, notes);
  }

  private Result measure(MidiOut out, Function<MidiListener, MidiIn> in, LongSupplier nanoClock, int notes) {
    long[] tookNs = new long[notes];
    int heard = 0;
    int sent = 0;
    Random random = new Random(1);
    try (MidiIn _ = in.apply(this::onMessage)) {
      for (; sent < notes && (heard > 0 || sent < PATIENCE); sent++) {
        await(nanoClock, nanoClock.getAsLong() + GAP_NS + random.nextLong(GAP_NS));
        heardNs = NOTHING;
        awaited = MidiMessage.noteOn(CHANNEL, sent % 128, VELOCITY);
        long sentNs = nanoClock.getAsLong();
        out.send(awaited);
        await(nanoClock, sentNs + LONGEST_NS);
        out.send(MidiMessage.noteOff(CHANNEL, sent % 128));
        if (heardNs != NOTHING) {
          tookNs[heard++] = heardNs - sentNs;
        }
        awaited = -1;
      }
    }
    long[] sorted = Arrays.copyOf(tookNs, heard);
    Arrays.sort(sorted);
    return new Result(sent, heard, at(sorted, 0.5), at(sorted, 0.99));
  }

  /** Until the note is heard that is awaited, or the time is over. */
  private void await(LongSupplier nanoClock, long endNs) {
    for (long leftNs = endNs - nanoClock.getAsLong(); leftNs > 0 && (awaited < 0 || heardNs == NOTHING);
        leftNs = endNs - nanoClock.getAsLong()) {
      LockSupport.parkNanos(Math.min(leftNs, LOOK_NS));
    }
  }

  private void onMessage(int message, long timeNs) {
    if (message == awaited && heardNs == NOTHING) {
      heardNs = timeNs;
      LockSupport.unpark(asking);
    }
  }

  private static long at(long[] sorted, double part) {
    return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
  }
}
