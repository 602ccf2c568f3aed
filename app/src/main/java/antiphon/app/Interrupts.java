package antiphon.app;

import sun.misc.Signal;

/** Ctrl-C as an event instead of the end of the program, so that figures and takes are still written. Stateless. */
final class Interrupts {
  private Interrupts() {}

  /** Calls {@code end}, on a thread of its own, on Ctrl-C or when asked to terminate. */
  static void call(Runnable end) {
    for (String name : new String[] {"INT", "TERM"}) {
      try {
        Signal.handle(new Signal(name), signal -> end.run());
      } catch (IllegalArgumentException e) {
        // This system has no such signal, or keeps it: the session's shutdown hook still ends every note.
      }
    }
  }
}
