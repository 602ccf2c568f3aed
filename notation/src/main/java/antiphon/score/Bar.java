package antiphon.score;

import antiphon.time.Meter;

/**
 * One bar of a score: its place, length and signs; the notes are with the voices.
 *
 * @param start ticks from the start of the score
 * @param length ticks; differs from the meter's in pick-ups and cadenzas
 * @param meter the meter in force
 * @param key the key in force
 * @param left the line before the bar, {@link BarLine#NONE} as a rule
 * @param right the line after the bar
 */
public record Bar(long start, long length, Meter meter, Key key, BarLine left, BarLine right) {
  public Bar {
    if (length <= 0) {
      throw new IllegalArgumentException("bar at " + start + ": length " + length + ", expected more than 0");
    }
  }

  /** A full bar between plain lines. */
  public static Bar plain(long start, Meter meter, Key key) {
    return new Bar(start, meter.barTicks(), meter, key, BarLine.NONE, BarLine.SINGLE);
  }

  /** The first tick after the bar. */
  public long end() {
    return start + length;
  }

  /** Whether the bar is as long as its meter says. */
  public boolean full() {
    return length == meter.barTicks();
  }
}
