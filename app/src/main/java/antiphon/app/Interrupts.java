package antiphon.app;

/** Ctrl-C as an event instead of the end of the program, so that figures and takes are still written. Stateless. */
@SuppressWarnings("sunapi") // There is no other way to be told of a signal.
final class Interrupts {
  private Interrupts() {}

  /** Calls {@code end}, on a thread of its own, on Ctrl-C or when asked to terminate. */
  static void call(Runnable end) {
    for (String name : new String[] {"INT", "TERM"}) {
      try {
        sun.misc.Signal.handle(new sun.misc.Signal(name), signal -> end.run());
      } catch (IllegalArgumentException e) {
        // This system has no such signal, or keeps it: the session's shutdown hook still ends every note.
      }
    }
  }
}
