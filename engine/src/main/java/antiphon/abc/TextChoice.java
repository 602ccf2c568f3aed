package antiphon.abc;

/**
 * One of several texts being typed, character by character: which characters still lead to one of them,
 * and whether one is complete. Mutable; allocates nothing after construction.
 */
final class TextChoice {
  private final long[] open;
  private String[] texts = {};
  private int end;
  private int typed;

  /** @param capacity how many candidates there may be; ids are 0 to capacity - 1 */
  TextChoice(int capacity) {
    open = new long[(capacity + 63) / 64];
  }

  void copyFrom(TextChoice other) {
    System.arraycopy(other.open, 0, open, 0, open.length);
    texts = other.texts;
    end = other.end;
    typed = other.typed;
  }

  /** Reads {@code copy} where {@code table} was read: a copied cursor has a table of its own. */
  void useTable(String[] table, String[] copy) {
    if (texts == table) {
      texts = copy;
    }
  }

  /** Begins a new choice among some of {@code table}, none of them yet; the table is read, never written. */
  void begin(String[] table) {
    java.util.Arrays.fill(open, 0);
    texts = table;
    end = 0;
    typed = 0;
  }

  /** Makes a text of the table a candidate; only before anything is typed. */
  void add(int id) {
    open[id >> 6] |= 1L << id;
    end = Math.max(end, id + 1);
  }

  /** Adds to {@code set} the characters that go on with a candidate. */
  void next(SymbolSet set) {
    for (int id = following(0); id >= 0; id = following(id + 1)) {
      if (texts[id].length() > typed) {
        set.add(texts[id].charAt(typed));
      }
    }
  }

  /** Types {@code c} if it goes on with a candidate, and says whether it does. */
  boolean type(char c) {
    boolean accepted = false;
    for (int id = following(0); id >= 0 && !accepted; id = following(id + 1)) {
      accepted = goesOn(id, c);
    }
    if (accepted) {
      for (int id = following(0); id >= 0; id = following(id + 1)) {
        if (!goesOn(id, c)) {
          open[id >> 6] &= ~(1L << id);
        }
      }
      typed++;
    }
    return accepted;
  }

  /** The candidate that is exactly what was typed, or -1. */
  int complete() {
    for (int id = following(0); id >= 0; id = following(id + 1)) {
      if (texts[id].length() == typed) {
        return id;
      }
    }
    return -1;
  }

  /** The candidate that needs the fewest further characters, the first of equals; -1 if there is none. */
  int nearest() {
    int nearest = -1;
    for (int id = following(0); id >= 0; id = following(id + 1)) {
      if (nearest < 0 || texts[id].length() < texts[nearest].length()) {
        nearest = id;
      }
    }
    return nearest;
  }

  boolean candidate(int id) {
    return id < end && (open[id >> 6] >>> id & 1) != 0;
  }

  boolean isEmpty() {
    return following(0) < 0;
  }

  /** What is still to be typed of a candidate. */
  String rest(int id) {
    return texts[id].substring(typed);
  }

  private boolean goesOn(int id, char c) {
    return texts[id].length() > typed && texts[id].charAt(typed) == c;
  }

  /** The first candidate from {@code id} on, or -1. */
  private int following(int id) {
    for (int word = id >> 6; word << 6 < end; word++) {
      long bits = open[word] & (word == id >> 6 ? -1L << id : -1L);
      if (bits != 0) {
        return (word << 6) + Long.numberOfTrailingZeros(bits);
      }
    }
    return -1;
  }
}
