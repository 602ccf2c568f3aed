package antiphon.memory;

import java.util.Arrays;

/**
 * A text that remembers where it has been before: what followed each time its last characters stood there. Grows and
 * shrinks at its end, at the cost of a few stores for a character. Mutable; one thread; allocates nothing once it is made.
 */
final class SuffixMemory {
  /** Characters of a match at least. */
  static final int SHORTEST = 3;

  /** Characters up to which a match is followed back. */
  static final int LONGEST = 400;

  /** Matches that count, the newest first. */
  private static final int MOST_MATCHES = 1_024;

  private static final int NONE = -1;
  private static final int KEY_BITS = 15;
  private static final int SPREAD = 0x9E3779B1;

  /** What a match of each length counts: a character more, twice as much. */
  private static final double[] WEIGHTS = new double[LONGEST + 1];

  static {
    for (int length = SHORTEST; length <= LONGEST; length++) {
      WEIGHTS[length] = Math.scalb(1.0, length - SHORTEST);
    }
  }

  // From the end to the front, so that two pasts are compared in the order of memory.
  private final byte[] backwards;
  // For each length of the text the one before it that ended alike, by hash.
  private final int[] earlier;
  private final int[] newest = new int[1 << KEY_BITS];
  private int length;

  private final double[] counts = new double[128];
  private double total;
  private int likeliest;
  private int matched;
  private int place;

  /** @param capacity characters */
  SuffixMemory(int capacity) {
    backwards = new byte[capacity];
    earlier = new int[capacity + 1];
    Arrays.fill(newest, NONE);
  }

  int capacity() {
    return backwards.length;
  }

  int length() {
    return length;
  }

  /** The character at {@code index}. */
  int at(int index) {
    return backwards[backwards.length - 1 - index];
  }

  /** Appends a character of 0 to 127; there is room for it. */
  void push(int character) {
    length++;
    backwards[backwards.length - length] = (byte) character;
    if (length >= SHORTEST) {
      int key = key();
      earlier[length] = newest[key];
      newest[key] = length;
    }
  }

  /** Keeps the first {@code kept} characters. */
  void rewind(int kept) {
    while (length > kept) {
      if (length >= SHORTEST) {
        newest[key()] = earlier[length];
      }
      length--;
    }
  }

  private int key() {
    int at = backwards.length - length;
    return ((backwards[at] << 14 | backwards[at + 1] << 7 | backwards[at + 2]) * SPREAD) >>> -KEY_BITS;
  }

  /**
   * Looks for what followed where the text was as it ends now.
   *
   * @param before only places before this one count
   * @return whether anything did
   */
  boolean look(int before) {
    Arrays.fill(counts, 0);
    total = 0;
    likeliest = 0;
    matched = 0;
    if (length < SHORTEST) {
      return false;
    }
    int size = backwards.length;
    int now = size - length;
    int nowEnd = Math.min(size, now + LONGEST);
    int seen = 0;
    for (int then = earlier[length]; then != NONE && seen < MOST_MATCHES; then = earlier[then]) {
      if (then >= before) {
        continue;
      }
      seen++;
      int from = size - then;
      int differs = Arrays.mismatch(backwards, now, nowEnd, backwards, from, Math.min(size, from + LONGEST));
      int same = differs < 0 ? nowEnd - now : differs;
      if (same >= SHORTEST) {
        int follower = at(then);
        counts[follower] += WEIGHTS[same];
        total += WEIGHTS[same];
        likeliest = counts[follower] > counts[likeliest] ? follower : likeliest;
        if (same > matched) {
          matched = same;
          place = then;
        }
      }
    }
    return total > 0;
  }

  /** After a look that found something: the share of a character among what followed, longer matches counted more; 0 to 1. */
  double share(int character) {
    return counts[character] / total;
  }

  /** What followed most, of equals the newest. */
  int likeliest() {
    return likeliest;
  }

  /** How sure it is: the greatest share. */
  double certainty() {
    return share(likeliest);
  }

  /** Characters of the longest match. */
  int matched() {
    return matched;
  }

  /** Where what followed the longest match stands, of equals the newest. */
  int place() {
    return place;
  }
}
