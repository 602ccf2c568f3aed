package antiphon.time;

/** A source of nanoseconds with an arbitrary origin; injected, so that all of the engine also runs in virtual time. */
public interface Clock {
  /** [any] Nanoseconds now; never goes back, and only differences mean anything. */
  long nanoTime();

  /** The clock of the machine. */
  static Clock system() {
    return System::nanoTime;
  }
}
