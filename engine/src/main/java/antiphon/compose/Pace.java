package antiphon.compose;

import antiphon.generate.Deadline;

/** Decides for the composing side what depends on how fast the machine is, so that it can be repeated. [compose] */
public interface Pace {
  /** Time is up at the clock's {@code timeNs}. */
  Deadline until(long timeNs);

  /** Whether something newer is waiting, so that work on this would be lost. */
  boolean outdated(boolean waiting);
}
