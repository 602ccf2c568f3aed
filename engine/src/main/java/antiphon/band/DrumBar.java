package antiphon.band;

import antiphon.time.Meter;

/**
 * What the drums are to do in a bar.
 *
 * @param number of the bar, 0 or more: chance depends on it
 * @param section counts the sections: each has a groove of its own
 * @param meter of the bar
 * @param tempo quarters a minute
 * @param role what the bar is for
 * @param intensity 0, as soft as may be, over 0.5, as the drummer played it, to 1
 * @param arrives whether the bar before led here
 */
public record DrumBar(long number, long section, Meter meter, double tempo, Role role, double intensity, boolean arrives) {
  /** What a bar is for. */
  public enum Role {
    /** It goes on. */
    GROOVE,
    /** The second half of it leads into the next bar. */
    SHORT_FILL,
    /** It leads into the next bar. */
    FILL,
    /** A stroke on its first beat, then silence. */
    BREAK,
    /** The last stroke. */
    ENDING,
    /** The sticks count. */
    COUNT_IN,
    /** Silence. */
    REST
  }

  public DrumBar {
    if (number < 0 || !(tempo > 0) || !(intensity >= 0 && intensity <= 1)) {
      throw new IllegalArgumentException("drums in bar " + number + " at tempo " + tempo + ", intensity " + intensity
          + ": expected bars from 0, a tempo above 0, an intensity from 0 to 1");
    }
  }
}
