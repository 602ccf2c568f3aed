package antiphon.lab.soak;

import java.util.ArrayList;
import java.util.List;

/** Keeps every core busy: as many threads of ordinary priority as there are cores, which only count. */
public final class Load implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running = true;
  private volatile long counted;

  /** @param wanted whether there is to be any load */
  public Load(boolean wanted) {
    for (int i = 0; wanted && i < Runtime.getRuntime().availableProcessors(); i++) {
      threads.add(Thread.ofPlatform().daemon().name("antiphon-load-" + i).start(this::count));
    }
  }

  private void count() {
    long sum = 0;
    while (running) {
      sum++;
    }
    counted = sum;
  }

  @Override
  public void close() {
    running = false;
  }

  @Override
  public String toString() {
    return threads.size() + " threads, " + counted + " counted by the last";
  }
}
