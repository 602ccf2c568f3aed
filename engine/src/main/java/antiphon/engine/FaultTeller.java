package antiphon.engine;

import antiphon.pipeline.Fault;
import antiphon.pipeline.Faults;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Tells of faults on a thread of its own ({@code antiphon-faults}), where writing a file or a terminal holds up no stage.
 */
final class FaultTeller implements AutoCloseable {
  private static final long JOIN_MS = 2_000;

  final Faults faults = new Faults(this::wake);
  private final List<Listening> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofPlatform().daemon().name("antiphon-faults").unstarted(this::run);
  private volatile boolean running = true;

  private static final class Listening {
    private final Consumer<Fault> listener;
    /** [faults] */
    private int told;

    Listening(Consumer<Fault> listener) {
      this.listener = listener;
    }
  }

  FaultTeller() {
    thread.start();
  }

  /** Tells {@code listener} each fault once, the first of its kind and place, also those before. [any] */
  void to(Consumer<Fault> listener) {
    listeners.add(new Listening(listener));
    wake();
  }

  private void wake() {
    LockSupport.unpark(thread);
  }

  private void run() {
    boolean more = true;
    while (more) {
      // Asked before the look, so that nothing is missed at the end.
      more = running;
      boolean told = false;
      for (Listening one : listeners) {
        told |= tell(one);
      }
      if (told) {
        // A listener that fails is a fault of its own.
        more = true;
      } else if (more) {
        LockSupport.park(this);
      }
    }
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

  /** Tells what there is and ends. */
  @Override
  public void close() {
    running = false;
    wake();
    try {
      thread.join(JOIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
