package antiphon.patch;

/**
 * Sixteen symbols that the upper level of the model reads at once; immutable.
 *
 * <p>A patch is up to sixteen characters; if there are fewer, {@link #END} follows them and {@link
 * #PAD} fills the rest. An open patch lacks the end because its text goes on.
 *
 * @param head the first eight symbols, the first in the lowest byte
 * @param tail the last eight
 */
public record Patch(long head, long tail) {
  /** Symbols in a patch. */
  public static final int SIZE = 16;

  /** Different symbols: 7-bit ASCII. */
  public static final int VOCABULARY = 128;

  /** Fills a patch after its end; the model reads it like any symbol. */
  public static final int PAD = 0;

  /** Begins the special patches; no text contains it. */
  public static final int BEGIN = 1;

  /** Ends a patch of fewer than sixteen characters. */
  public static final int END = 2;

  /** The patch before every text. */
  public static final Patch FIRST = new Patch(Special.FIRST_HEAD, Special.FIRST_TAIL);

  /** The patch after a text that is complete. */
  public static final Patch LAST = new Patch(Special.LAST_HEAD, Special.LAST_TAIL);

  private static final int FIRST_CHAR = 3;
  private static final long HIGH_BITS = 0x8080808080808080L;

  public Patch {
    if (((head | tail) & HIGH_BITS) != 0) {
      throw new IllegalArgumentException("patch " + show(head, tail) + ": expected symbols of 0 to 127");
    }
    if (!wellFormed(head, tail)) {
      throw new IllegalArgumentException(
          "patch " + show(head, tail) + ": expected characters, then one end (2) if any, then zeros only");
    }
  }

  /**
   * The closed patch of some characters.
   *
   * @param chars 1 to 16 characters, codes 3 to 127
   */
  public static Patch of(CharSequence chars) {
    Patch open = open(chars);
    return open.length() == SIZE ? open : open.with(open.length(), END);
  }

  /**
   * The patch of some characters whose text goes on: no end, unless it is full.
   *
   * @param chars 1 to 16 characters, codes 3 to 127
   */
  public static Patch open(CharSequence chars) {
    if (chars.isEmpty() || chars.length() > SIZE) {
      throw new IllegalArgumentException("patch of " + chars.length() + " characters: expected 1 to 16");
    }
    long head = 0;
    long tail = 0;
    for (int i = 0; i < chars.length(); i++) {
      int symbol = chars.charAt(i);
      if (symbol < FIRST_CHAR || symbol >= VOCABULARY) {
        throw new IllegalArgumentException(
            "character " + symbol + " at " + i + " of a patch: expected a code of 3 to 127");
      }
      if (i < 8) {
        head |= (long) symbol << (8 * i);
      } else {
        tail |= (long) symbol << (8 * (i - 8));
      }
    }
    return new Patch(head, tail);
  }

  /**
   * The patch of symbols as the model wrote them; what is missing is padded. [engine]
   *
   * @param symbols characters, then {@link #END} unless there are sixteen
   * @param count how many of them count, 0 to 16
   */
  public static Patch ofSymbols(byte[] symbols, int count) {
    long head = 0;
    long tail = 0;
    for (int i = 0; i < count; i++) {
      if (i < 8) {
        head |= (symbols[i] & 0xffL) << (8 * i);
      } else {
        tail |= (symbols[i] & 0xffL) << (8 * (i - 8));
      }
    }
    return new Patch(head, tail);
  }

  /** The symbol at {@code index}, 0 to 15. [any] */
  public int symbol(int index) {
    return symbol(head, tail, index);
  }

  /** How many of the symbols are characters; 0 in {@link #FIRST} and {@link #LAST}. [any] */
  public int length() {
    int length = 0;
    while (length < SIZE && symbol(length) >= FIRST_CHAR) {
      length++;
    }
    return length;
  }

  /** Whether the end is missing because the text goes on; the model cannot be fed such a patch. [any] */
  public boolean open() {
    int length = length();
    return length < SIZE && symbol(length) == PAD;
  }

  /** The characters. [any] */
  public String text() {
    int length = length();
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) symbol(i));
    }
    return text.toString();
  }

  /** The text in quotes, or the special patch's name. */
  @Override
  public String toString() {
    if (symbol(0) == BEGIN) {
      return equals(FIRST) ? "FIRST" : "LAST";
    }
    return '"' + text().replace("\n", "\\n") + (open() ? "\"…" : "\"");
  }

  private Patch with(int index, int symbol) {
    return index < 8
        ? new Patch(head | (long) symbol << (8 * index), tail)
        : new Patch(head, tail | (long) symbol << (8 * (index - 8)));
  }

  private static boolean wellFormed(long head, long tail) {
    if (symbol(head, tail, 0) == BEGIN) {
      return (head == Special.FIRST_HEAD && tail == Special.FIRST_TAIL)
          || (head == Special.LAST_HEAD && tail == Special.LAST_TAIL);
    }
    int i = 0;
    while (i < SIZE && symbol(head, tail, i) >= FIRST_CHAR) {
      i++;
    }
    if (i > 0 && i < SIZE && symbol(head, tail, i) == END) {
      i++;
    }
    while (i < SIZE && symbol(head, tail, i) == PAD) {
      i++;
    }
    return i == SIZE && (head & 0xff) != PAD;
  }

  private static int symbol(long head, long tail, int index) {
    return (int) ((index < 8 ? head >>> (8 * index) : tail >>> (8 * (index - 8))) & 0xff);
  }

  private static String show(long head, long tail) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SIZE; i++) {
      text.append(i == 0 ? "" : " ").append(symbol(head, tail, i));
    }
    return text.toString();
  }

  /** Fifteen begins and an end; a begin and fifteen ends. */
  private static final class Special {
    static final long FIRST_HEAD = 0x0101010101010101L;
    static final long FIRST_TAIL = 0x0201010101010101L;
    static final long LAST_HEAD = 0x0202020202020201L;
    static final long LAST_TAIL = 0x0202020202020202L;

    private Special() {}
  }
}
