package antiphon.lab.ways;

import antiphon.abc.AbcWriter;
import antiphon.patch.Patch;
import antiphon.patch.Patchilizer;
import antiphon.score.Score;
import java.util.List;

/**
 * How often symbols follow each other in texts as the model reads them, ends of patches included: up to six symbols of
 * past, the shorter pasts filling in what the longer ones have not seen (Witten and Bell 1991). Mutable while it
 * learns; one thread.
 */
public final class Ngrams {
  /** Symbols of past. */
  static final int ORDER = 6;

  private static final int SYMBOL_BITS = 7;
  private static final int ORDER_SHIFT = ORDER * SYMBOL_BITS;
  private static final int SYMBOL_SHIFT = ORDER_SHIFT + 3;
  /** Beside the symbols of a past are counted all of them, and the different ones. */
  private static final long ALL = 1L << (SYMBOL_SHIFT + SYMBOL_BITS);
  private static final long DIFFERENT = ALL << 1;

  private final LongCounts counts = new LongCounts();
  private final boolean[] seen = new boolean[Patch.VOCABULARY];

  /** @param scores to learn from */
  public Ngrams(List<Score> scores) {
    for (Score score : scores) {
      long past = 0;
      int length = 0;
      for (Patch patch : Patchilizer.patches(AbcWriter.write(score))) {
        for (int i = 0; i < Math.min(Patch.SIZE, patch.length() + 1); i++) {
          add(past, Math.min(length, ORDER), patch.symbol(i));
          past = push(past, patch.symbol(i));
          length++;
        }
      }
    }
  }

  /** The past with one symbol more: the newest in the lowest bits. */
  static long push(long past, int symbol) {
    return (past << SYMBOL_BITS & (1L << ORDER_SHIFT) - 1) | symbol;
  }

  private void add(long past, int known, int symbol) {
    seen[symbol] = true;
    for (int order = 0; order <= known; order++) {
      long key = key(past, order);
      counts.add(key | ALL);
      if (counts.add(key | (long) symbol << SYMBOL_SHIFT) == 0) {
        counts.add(key | DIFFERENT);
      }
    }
  }

  private static long key(long past, int order) {
    return (past & (1L << (order * SYMBOL_BITS)) - 1) | (long) order << ORDER_SHIFT;
  }

  /**
   * The probabilities of the next symbol, all above 0.
   *
   * @param known symbols of {@code past} that count
   */
  void probabilities(long past, int known, double[] into) {
    java.util.Arrays.fill(into, 1.0 / into.length);
    for (int order = 0; order <= Math.min(known, ORDER); order++) {
      long key = key(past, order);
      double all = counts.count(key | ALL);
      if (all == 0) {
        return;
      }
      double different = counts.count(key | DIFFERENT);
      for (int symbol = 0; symbol < into.length; symbol++) {
        int count = seen[symbol] ? counts.count(key | (long) symbol << SYMBOL_SHIFT) : 0;
        into[symbol] = (count + different * into[symbol]) / (all + different);
      }
    }
  }
}
