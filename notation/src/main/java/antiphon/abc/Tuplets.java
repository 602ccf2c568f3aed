package antiphon.abc;

import antiphon.time.Ticks;

/**
 * The lengths and tuplets that the grammar lets a voice write. Lengths count in 32nds. A tuplet fills a
 * plain note value: {@code q} times a power of two of 32nds.
 */
final class Tuplets {
  /** The shortest plain note: a 32nd. Every meter's bar is a multiple of it. */
  static final int GRID = Ticks.PER_WHOLE / 32;

  private static final int[][] RATIOS = {{3, 2}, {5, 4}, {7, 4}};
  private static final int MOST_NOTES = 9;
  private static final int LONGEST = 2_048;

  /** The text of each length in 32nds; index 0 is not used. */
  static final TextTrie LENGTHS = lengths();

  /** The tuplet marks, by id. */
  static final TextTrie MARKS = marks();

  private static TextTrie lengths() {
    String[] texts = new String[LONGEST];
    texts[0] = "0";
    for (int units = 1; units < texts.length; units++) {
      texts[units] = Durations.write((long) units * GRID);
    }
    return new TextTrie(texts);
  }

  private static TextTrie marks() {
    String[] texts = new String[RATIOS.length * (MOST_NOTES - 1)];
    for (int id = 0; id < texts.length; id++) {
      boolean plain = p(id) == 3 && notes(id) == 3;
      texts[id] = plain ? "(3" : "(" + p(id) + ":" + q(id) + ":" + notes(id);
    }
    return new TextTrie(texts);
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
    for (int mark = 0; mark < MARKS.size(); mark++) {
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
