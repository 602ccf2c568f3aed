package antiphon.pipeline;

import java.util.concurrent.atomic.AtomicInteger;

/** One guard for all states, since it is large; each state has a note of its own, of which there are more than states at a time. */
final class Echoes {
  static final EchoGuard GUARD = new EchoGuard();

  private static final AtomicInteger NEXT = new AtomicInteger();

  private Echoes() {}

  /** A note-on that no other state has now. */
  static int note() {
    int number = NEXT.getAndIncrement() & Integer.MAX_VALUE;
    return 0x90 | number % 128 << 8 | 1 + number / 128 % 127 << 16;
  }
}
