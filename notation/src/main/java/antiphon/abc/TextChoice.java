package antiphon.abc;

import antiphon.abc.TextTrie.Node;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * One of several texts being typed, character by character: which characters still lead to one of them,
 * and whether one is complete. Mutable; allocates nothing after construction.
 */
final class TextChoice {
  private final long[] open;
  private TextTrie table;
  private Node node;
  private int words;
  private int typed;

  /** @param table any; {@link #begin} gives the one to use, with no more texts than {@code capacity} */
  TextChoice(TextTrie table, int capacity) {
    this.table = table;
    node = table.root;
    open = new long[(capacity + 63) / 64];
  }

  void copyFrom(TextChoice other) {
    System.arraycopy(other.open, 0, open, 0, Math.max(words, other.words));
    table = other.table;
    node = other.node;
    words = other.words;
    typed = other.typed;
  }

  /** Begins a new choice among some texts of a table, none of them yet. */
  void begin(TextTrie texts) {
    Arrays.fill(open, 0, words, 0);
    table = texts;
    node = texts.root;
    words = 0;
    typed = 0;
  }

  /** Makes a text of the table a candidate; only before anything is typed. */
  void add(int id) {
    open[id >> 6] |= 1L << id;
    words = Math.max(words, (id >> 6) + 1);
  }

  /** Makes the texts {@code from} to {@code to}, both included, candidates; only before anything is typed. */
  void addAll(int from, int to) {
    for (int id = from; id <= to; id++) {
      add(id);
    }
  }

  /** Adds to {@code set} the characters that go on with a candidate. */
  void next(SymbolSet set) {
    for (int i = 0; i < node.children.length; i++) {
      if (leads(node.children[i])) {
        set.add(node.characters[i]);
      }
    }
  }

  /** Types {@code c} if it goes on with a candidate, and says whether it does. */
  boolean type(char c) {
    for (int i = 0; i < node.children.length; i++) {
      if (node.characters[i] == c && leads(node.children[i])) {
        node = node.children[i];
        typed++;
        return true;
      }
    }
    return false;
  }

  /** The candidate that is exactly what was typed, or -1. */
  int complete() {
    for (int id : node.exact) {
      if (candidate(id)) {
        return id;
      }
    }
    return -1;
  }

  /** The candidate that needs the fewest further characters, the first of equals; -1 if there is none. */
  int nearest() {
    int nearest = -1;
    for (int id = 0; id < words * 64 && id < table.size(); id++) {
      boolean here = (node.below[id >> 6] >>> id & 1) != 0 && candidate(id);
      if (here && (nearest < 0 || table.text(id).length() < table.text(nearest).length())) {
        nearest = id;
      }
    }
    return nearest;
  }

  /** Whether a text is a candidate and still agrees with what was typed. */
  boolean offers(int id) {
    return id < table.size() && candidate(id) && (node.below[id >> 6] >>> id & 1) != 0;
  }

  /** What is still to be typed of a candidate. */
  String rest(int id) {
    return table.text(id).substring(typed);
  }

  /**
   * Says of each character that goes on with a candidate how much its candidates weigh on the mean.
   *
   * @param weights of candidates, by their number modulo 128
   * @param into by character; of others it is left as it is
   */
  void weigh(double[] weights, double[] into) {
    for (int i = 0; i < node.children.length; i++) {
      Node child = node.children[i];
      double sum = 0;
      int count = 0;
      for (int word = 0; word < words; word++) {
        for (long left = child.below[word] & open[word]; left != 0; left &= left - 1) {
          sum += weights[(word * 64 + Long.numberOfTrailingZeros(left)) % 128];
          count++;
        }
      }
      if (count > 0) {
        into[node.characters[i]] = sum / count;
      }
    }
  }

  /**
   * Says of each character that goes on with a candidate what the shortest text there weighs.
   *
   * @param into by character; of others it is left as it is
   */
  void weighShortest(IntToDoubleFunction weights, double[] into) {
    for (int i = 0; i < node.children.length; i++) {
      int shortest = -1;
      for (int word = 0; word < words; word++) {
        for (long left = node.children[i].below[word] & open[word]; left != 0; left &= left - 1) {
          int id = word * 64 + Long.numberOfTrailingZeros(left);
          shortest = shortest < 0 || table.text(id).length() < table.text(shortest).length() ? id : shortest;
        }
      }
      if (shortest >= 0) {
        into[node.characters[i]] = weights.applyAsDouble(shortest);
      }
    }
  }

  private boolean candidate(int id) {
    return id >> 6 < words && (open[id >> 6] >>> id & 1) != 0;
  }

  private boolean leads(Node child) {
    for (int word = 0; word < words; word++) {
      if ((child.below[word] & open[word]) != 0) {
        return true;
      }
    }
    return false;
  }
}
