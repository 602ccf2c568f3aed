package antiphon.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of what went wrong: the first fault of each kind and place is kept, up to 64 of them, the others are
 * counted. Takes no lock and allocates only where there is a fault. [any]
 */
public final class Faults {
  private static final int MOST = 64;

  private final AtomicReferenceArray<@Nullable Kept> kept = new AtomicReferenceArray<>(MOST);
  private final AtomicLong total = new AtomicLong();
  private final Runnable onFirst;

  /**
   * A fault, and how often it came.
   *
   * @param times 1 or more
   */
  public record Counted(Fault fault, long times) {}

  private record Kept(Fault fault, AtomicLong times) {
    boolean is(String place, Throwable reason) {
      return fault.place().equals(place) && fault.kind().equals(Fault.kind(reason)) && fault.at().equals(Fault.at(reason));
    }
  }

  /** Nobody is told; who adds sees whether to tell. */
  public Faults() {
    this(() -> { });
  }

  /** @param onFirst is run where the first fault of a kind and place was added; must not wait */
  public Faults(Runnable onFirst) {
    this.onFirst = onFirst;
  }

  /**
   * Takes down what was caught at {@code place}; throws nothing, also for want of memory.
   *
   * @return whether it is kept, the first of its kind and place
   */
  public boolean add(String place, Throwable reason) {
    total.incrementAndGet();
    try {
      if (isFirst(place, reason)) {
        onFirst.run();
        return true;
      }
    } catch (VirtualMachineError _) {
      // Counted it is.
    }
    return false;
  }

  private boolean isFirst(String place, Throwable reason) {
    for (int i = 0; i < MOST; i++) {
      Kept there = kept.get(i);
      if (there == null) {
        there = kept.compareAndExchange(i, null, new Kept(Fault.of(place, reason), new AtomicLong(1)));
        if (there == null) {
          return true;
        }
      }
      if (there.is(place, reason)) {
        there.times.incrementAndGet();
        return false;
      }
    }
    return false;
  }

  /** All that came. */
  public long total() {
    return total.get();
  }

  /** The first of each kind and place, in the order in which they came. */
  public List<Counted> all() {
    List<Counted> all = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      Kept there = kept.get(i);
      if (there == null) {
        break;
      }
      all.add(new Counted(there.fault, there.times.get()));
    }
    return all;
  }

  /**
   * Tells what was added behind the first {@code told}.
   *
   * @return how many there are now
   */
  public int tell(int told, Consumer<Fault> to) {
    int next = told;
    for (; next < MOST; next++) {
      Kept there = kept.get(next);
      if (there == null) {
        break;
      }
      to.accept(there.fault);
    }
    return next;
  }

  /** In a few words, for the end of a line; empty if there was none. */
  public String words() {
    List<Counted> all = all();
    return all.isEmpty() ? "" : total() + (total() == 1 ? " fault" : " faults") + ", the first: " + all.getFirst().fault().line();
  }
}
