package antiphon.score;

import antiphon.time.Meter;
import java.util.List;

/**
 * One bar of a score: its place, length and signs; the notes are with the voices.
 *
 * @param start ticks from the start of the score
 * @param length ticks; differs from the meter's in pick-ups and cadenzas
 * @param meter the meter in force
 * @param key the key in force
 * @param left the line before the bar, {@link BarLine#NONE} as a rule
 * @param right the line after the bar
 * @param ending which times through a repeat the ending that begins here is for, from 1 upwards; none as a rule
 * @param part the part that begins here, as {@code P:} names it, empty as a rule
 */
public record Bar(
    long start, long length, Meter meter, Key key, BarLine left, BarLine right, List<Integer> ending, String part) {
  public Bar {
    ending = List.copyOf(ending);
    if (length <= 0) {
      throw new IllegalArgumentException("bar at " + start + ": length " + length + ", expected more than 0");
    }
  }

  /** A bar at which no ending and no part begins. */
  public Bar(long start, long length, Meter meter, Key key, BarLine left, BarLine right) {
    this(start, length, meter, key, left, right, List.of(), "");
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
