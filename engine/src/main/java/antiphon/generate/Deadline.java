package antiphon.generate;

/** Tells whether time is up. Asked between symbols, so asking must be cheap. [engine] */
@FunctionalInterface
public interface Deadline {
  /** All the time in the world. */
  Deadline NONE = () -> false;

  /** Whether time is up; once true, true for good. */
  boolean passed();
}
