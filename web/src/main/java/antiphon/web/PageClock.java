package antiphon.web;

import antiphon.time.Clock;

/** The engine's clock in milliseconds since the server began, which a browser's numbers can hold. Stateless. */
record PageClock(Clock clock, long beginNs) {
  private static final double NS_PER_MS = 1e6;

  PageClock(Clock clock) {
    this(clock, clock.nanoTime());
  }

  long nowNs() {
    return clock.nanoTime();
  }

  double ms(long timeNs) {
    return Math.round((timeNs - beginNs) / 1e3) / 1e3;
  }

  long ns(double ms) {
    return beginNs + Math.round(ms * NS_PER_MS);
  }
}
