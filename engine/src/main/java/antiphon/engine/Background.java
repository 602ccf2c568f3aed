package antiphon.engine;

import antiphon.pipeline.Fault;
import antiphon.pipeline.Faults;
import antiphon.take.LogSlot;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What may have to wait for a disk or a terminal, on a thread of its own ({@code antiphon-log}) where it holds up no stage: writes
 * the take, tells of faults, and of what stages have for the listener.
 */
final class Background implements Runnable, Executor {
  private static final long LOOK_NS = 10_000_000;
  /** After ten seconds without news. */
  private static final int LOOKS = 1_000;

  private static final long REST_NS = 50_000_000;

  final Faults faults = new Faults(this::wake);
  private final List<Listening> listeners = new CopyOnWriteArrayList<>();
  private final Queue<Runnable> news = new ConcurrentLinkedQueue<>();
  private @Nullable Stage<LogSlot> log;
  private volatile @Nullable Thread thread;
  private volatile boolean running = true;

  private static final class Listening {
    private final Consumer<Fault> listener;
    /** [log] */
    private int told;

    Listening(Consumer<Fault> listener) {
      this.listener = listener;
    }
  }

  /** Writes a take; before it runs. */
  void writes(Stage<LogSlot> take) {
    log = take;
  }

  /** Tells {@code listener} each fault once, the first of its kind and place, also those before. [any] */
  void to(Consumer<Fault> listener) {
    listeners.add(new Listening(listener));
    wake();
  }

  /** Runs {@code one} later, in the order of the calls. [any] */
  @Override
  public void execute(Runnable one) {
    news.add(one);
    wake();
  }

  private void wake() {
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    Rest rest = new Rest(LOOK_NS, LOOKS, REST_NS);
    boolean more = true;
    while (more) {
      // Asked before the look, so that nothing is missed at the end.
      more = running;
      if (look()) {
        // A listener that fails is a fault of its own.
        more = true;
        rest.over();
      } else if (more && log == null) {
        LockSupport.park(this);
      } else if (more) {
        LockSupport.parkNanos(this, rest.nextNs());
      }
    }
  }

  /** Whether there was anything to do. */
  private boolean look() {
    boolean worked = log != null && log.run();
    for (Runnable one = news.poll(); one != null; one = news.poll()) {
      worked = true;
      try {
        one.run();
      } catch (RuntimeException | Error e) {
        faults.add("news", e);
      }
    }
    for (Listening one : listeners) {
      worked |= tell(one);
    }
    return worked;
  }

  /** Whether there was anything to tell. */
  private boolean tell(Listening one) {
    int before = one.told;
    try {
      one.told = faults.tell(one.told, fault -> {
        one.told++;
        one.listener.accept(fault);
      });
    } catch (RuntimeException | Error e) {
      faults.add("faults", e);
    }
    return one.told > before;
  }

  /** Does what there is to do and ends. [any] */
  void end() {
    running = false;
    wake();
  }
}
