package antiphon.web;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** The pages that listen; one that cannot keep up is let go, and comes back by itself for the state as it is then. */
final class Subscribers {
  /** Pages at once. */
  static final int MOST = 16;

  private static final int WAITING = 2_048;

  /** Said to a page that is let go. */
  static final String END = "";

  private final List<BlockingQueue<String>> queues = new CopyOnWriteArrayList<>();

  /** Adds a page; null if there are too many. [any] */
  synchronized @org.jspecify.annotations.Nullable BlockingQueue<String> add() {
    if (queues.size() >= MOST) {
      return null;
    }
    BlockingQueue<String> queue = new ArrayBlockingQueue<>(WAITING);
    queues.add(queue);
    return queue;
  }

  void remove(BlockingQueue<String> queue) {
    queues.remove(queue);
  }

  boolean isEmpty() {
    return queues.isEmpty();
  }

  /** Tells all; never waits. [any] */
  void tell(String event) {
    for (BlockingQueue<String> queue : queues) {
      if (!queue.offer(event)) {
        letGo(queue);
      }
    }
  }

  private void letGo(BlockingQueue<String> queue) {
    queues.remove(queue);
    queue.clear();
    queue.add(END);
  }

  /** Lets all go. */
  void close() {
    queues.forEach(this::letGo);
  }
}
