package antiphon.abc;

import antiphon.time.Ticks;

/**
 * The lengths and tuplets that the grammar lets a voice write. Lengths count in 32nds. A tuplet fills a
 * plain note value: {@code q} times a power of two of 32nds.
 */
final class Tuplets {
  /** The shortest plain note: a 32nd. Every meter's bar is a multiple of it. */
  static final int GRID = Ticks.PER_WHOLE / 32;

  /** The text of each length in 32nds; index 0 is not used. */
  static final String[] LENGTHS = new String[2_048];

  private static final int[][] RATIOS = {{3, 2}, {5, 4}, {7, 4}};
  private static final int MOST_NOTES = 9;

  /** The tuplet marks, by id. */
  static final String[] MARKS = new String[RATIOS.length * (MOST_NOTES - 1)];

  static {
    LENGTHS[0] = "0";
    for (int units = 1; units < LENGTHS.length; units++) {
      LENGTHS[units] = Durations.write((long) units * GRID);
    }
    for (int id = 0; id < MARKS.length; id++) {
      boolean short3 = p(id) == 3 && notes(id) == 3;
      MARKS[id] = short3 ? "(3" : "(" + p(id) + ":" + q(id) + ":" + notes(id);
    }
  }

  private Tuplets() {}

  static int p(int mark) {
    return RATIOS[mark / (MOST_NOTES - 1)][0];
  }

  static int q(int mark) {
    return RATIOS[mark / (MOST_NOTES - 1)][1];
  }

  static int notes(int mark) {
    return mark % (MOST_NOTES - 1) + 2;
  }

  /** Whether the tuplet can be filled within {@code remaining} 32nds. */
  static boolean fits(int mark, int remaining) {
    return mostWritten(mark, remaining) >= notes(mark);
  }

  static boolean anyFits(int remaining) {
    for (int mark = 0; mark < MARKS.length; mark++) {
      if (fits(mark, remaining)) {
        return true;
      }
    }
    return false;
  }

  /** The longest written total of a tuplet that fits into {@code remaining}; 0 if none does. */
  static int mostWritten(int mark, int remaining) {
    int most = 0;
    for (int unit = 1; q(mark) * unit <= remaining; unit *= 2) {
      most = p(mark) * unit;
    }
    return most;
  }

  /**
   * Whether a tuplet may have {@code written} 32nds after its next note.
   *
   * @param left notes still to write, that one included
   */
  static boolean lengthFits(int mark, int left, int written, int remaining) {
    if (left > 1) {
      return written + left - 1 <= mostWritten(mark, remaining);
    }
    int unit = written / p(mark);
    return written % p(mark) == 0 && Integer.bitCount(unit) == 1 && q(mark) * unit <= remaining;
  }
}
