package antiphon.lab.ways;

/** Counts by number, in two arrays. Mutable; one thread. */
final class LongCounts {
  private static final double FULLEST = 0.6;

  /** Numbers plus one; 0 where there is none. */
  private long[] keys = new long[1 << 16];
  private int[] counts = new int[1 << 16];
  private int size;

  /** Adds one to a number of 0 or more, and says what it counted before. */
  int add(long key) {
    if (size > FULLEST * keys.length) {
      grow();
    }
    int at = place(key + 1);
    if (keys[at] == 0) {
      keys[at] = key + 1;
      size++;
    }
    return counts[at]++;
  }

  /** What was counted; 0 for what was not. */
  int count(long key) {
    return counts[place(key + 1)];
  }

  private int place(long stored) {
    int mask = keys.length - 1;
    long mixed = (stored ^ stored >>> 32) * 0x9E3779B97F4A7C15L;
    int at = (int) (mixed >>> 32) & mask;
    while (keys[at] != 0 && keys[at] != stored) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[2 * oldKeys.length];
    counts = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        counts[at] = oldCounts[i];
      }
    }
  }
}
