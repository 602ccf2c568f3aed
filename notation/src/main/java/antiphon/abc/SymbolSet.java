package antiphon.abc;

/** A set of the 128 symbols of the model, as two words of bits; mutable, so that sampling allocates nothing. */
public final class SymbolSet {
  private long low;
  private long high;

  /** Symbols 0 to 63, one bit each. */
  public long low() {
    return low;
  }

  /** Symbols 64 to 127, one bit each, 64 the lowest. */
  public long high() {
    return high;
  }

  /** Makes the set empty. */
  public void clear() {
    low = 0;
    high = 0;
  }

  /** Adds a symbol, 0 to 127. */
  public void add(int symbol) {
    if (symbol < 64) {
      low |= 1L << symbol;
    } else {
      high |= 1L << (symbol - 64);
    }
  }

  /** Keeps only the symbols that are in the given words, too. */
  public void retain(long otherLow, long otherHigh) {
    low &= otherLow;
    high &= otherHigh;
  }

  /** Whether the symbol is in the set. */
  public boolean contains(int symbol) {
    return symbol < 64 ? (low >>> symbol & 1) != 0 : (high >>> (symbol - 64) & 1) != 0;
  }

  /** How many symbols are in the set. */
  public int size() {
    return Long.bitCount(low) + Long.bitCount(high);
  }

  /** The smallest symbol; 128 if the set is empty. */
  public int first() {
    return low != 0 ? Long.numberOfTrailingZeros(low) : 64 + Long.numberOfTrailingZeros(high);
  }
}
