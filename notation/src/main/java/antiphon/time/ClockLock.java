package antiphon.time;

/** How well an external clock is followed. */
public enum ClockLock {
  /** No clock was ever heard. */
  NONE,
  /** Clocks come, but phase and tempo are not known well yet. */
  ACQUIRING,
  /** Phase and tempo are known. */
  LOCKED,
  /** Nothing came for more than a beat: position and tempo are those of before. */
  COASTING
}
