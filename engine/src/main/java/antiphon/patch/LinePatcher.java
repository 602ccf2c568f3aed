package antiphon.patch;

/**
 * Follows one body line as the model writes it, symbol by symbol, and knows which symbols keep the
 * patches equal to those that {@link Patchilizer} would cut from the finished line. Mutable; one thread
 * at a time; allocates nothing.
 *
 * <p>A line is cut before its bar lines, so the model says that a unit is over by {@link Patch#END}
 * before the bar line, not after it. What may come next:
 *
 * <ul>
 *   <li>inside the text of a unit: a character goes on with it. {@code END} closes the unit; a bar line
 *       and another voice must follow. A bar line <em>without</em> {@code END} is the line's last one:
 *       from there to the newline there is neither bar line nor {@code V};
 *   <li>after {@code END}: a bar line, and some text after it, with a {@code V} before the newline
 *       (unless yet another bar line follows);
 *   <li>at the start of a patch because the one before is full: anything that goes on with the unit. A
 *       bar line here needs no {@code END} and may turn out to be the last one or not;
 *   <li>after the newline: {@code END}, unless the patch is full; then the line is over.
 * </ul>
 *
 * <p>Two bar lines with nothing between them never occur. What may stand in a line by the rules of music
 * is not decided here; {@link Patch#BEGIN}, with which the model ends a piece where a line would start,
 * is never allowed here.
 */
public final class LinePatcher {
  private static final long LOW_CHARS = -1L << 3;
  private static final long HIGH_CHARS = -1L;
  private static final long END_ONLY = 1L << Patch.END;

  /** What the characters before the next one are, as far as bar lines are concerned. */
  private enum Before {
    /** Nothing that a bar line could start with. */
    TEXT,
    /** A colon that may start one. */
    COLON,
    /** A bracket that may start one. */
    BRACKET,
    /** A single stroke that may grow to two characters. */
    STROKE,
    /** A bar line of two characters. */
    BAR_LINE
  }

  private Before before = Before.TEXT;
  private int filled;
  // After END: 2 until the bar line's first character, 1 if it needs a second.
  private int owed;
  private boolean unitAfterEnd;
  private boolean voiceInUnit;
  private boolean lastBarLine;
  private boolean newline;
  // Of the colon or bracket in `before`: whether it opened its patch, whether it follows a bar line.
  private boolean opensPatch;
  private boolean followsBarLine;

  /** Begins a line. [engine] */
  public void start() {
    before = Before.TEXT;
    filled = 0;
    owed = 0;
    unitAfterEnd = false;
    voiceInUnit = false;
    lastBarLine = false;
    newline = false;
    opensPatch = false;
    followsBarLine = false;
  }

  /** Symbols in the patch at hand, 0 to 15; 0 if the next one starts a patch. [engine] */
  public int filled() {
    return filled;
  }

  /** Whether newline and, if due, end are written. [engine] */
  public boolean complete() {
    return newline && filled == 0;
  }

  /** The symbols of 0 to 63 that may come next, one bit each. [engine] */
  public long allowedLow() {
    if (newline) {
      return filled > 0 ? END_ONLY : 0;
    }
    if (owed > 0) {
      boolean colonFits = owed == 2 ? before != Before.COLON : before == Before.COLON;
      return colonFits ? 1L << ':' : 0;
    }
    long allowed = LOW_CHARS;
    if (before == Before.COLON && !barLineMayStart()) {
      allowed &= ~(1L << ':');
    }
    if (unitAfterEnd && !voiceInUnit && !lastBarLine) {
      allowed &= ~(1L << '\n');
    }
    boolean afterText = before != Before.STROKE && before != Before.BAR_LINE;
    return filled > 0 && afterText && !lastBarLine ? allowed | END_ONLY : allowed;
  }

  /** The symbols of 64 to 127 that may come next, one bit each, 64 the lowest. [engine] */
  public long allowedHigh() {
    if (newline) {
      return 0;
    }
    if (owed == 2) {
      return switch (before) {
        case COLON, BRACKET -> bit('[');
        default -> bit('[') | bit('|');
      };
    }
    if (owed == 1) {
      return bit('|');
    }
    long allowed = HIGH_CHARS;
    if (before != Before.STROKE && !barLineMayStart()) {
      allowed &= ~bit('|');
    }
    return lastBarLine ? allowed & ~bit('V') : allowed;
  }

  /** Whether {@code symbol}, 0 to 127, may come next. [engine] */
  public boolean allows(int symbol) {
    long bits = symbol < 64 ? allowedLow() : allowedHigh();
    return (bits >>> symbol & 1) != 0; // Java shifts by the low six bits.
  }

  /**
   * Writes a symbol. [engine]
   *
   * @return whether it completes its patch
   * @throws IllegalArgumentException if it is not allowed here
   */
  public boolean push(int symbol) {
    if (!allows(symbol)) {
      throw new IllegalArgumentException(
          "symbol " + symbol + (symbol >= ' ' ? " (" + (char) symbol + ")" : "")
              + " after " + filled + " of a patch: not allowed here");
    }
    if (symbol == Patch.END) {
      owed = newline ? 0 : 2;
      filled = 0;
      return true;
    }
    follow(symbol);
    voiceInUnit |= symbol == 'V';
    newline = symbol == '\n';
    filled = (filled + 1) % Patch.SIZE;
    return filled == 0;
  }

  /** Writes the symbols of a patch, open or not; fails as {@link #push(int)} does. [engine] */
  public void push(Patch patch) {
    int count = patch.length() + (patch.open() || patch.length() == Patch.SIZE ? 0 : 1);
    for (int i = 0; i < count; i++) {
      push(patch.symbol(i));
    }
  }

  private void follow(int symbol) {
    if (owed > 0) {
      afterEnd(symbol);
    } else if (before == Before.STROKE && (symbol == ':' || symbol == '|' || symbol == ']')) {
      before = Before.BAR_LINE;
    } else if (symbol == '|' || (symbol == ':' && before == Before.COLON)) {
      boolean first = before == Before.TEXT;
      unitOrLast(first ? filled == 0 : opensPatch);
      before = first ? Before.STROKE : Before.BAR_LINE;
    } else if (symbol == ':' || symbol == '[') {
      followsBarLine = before == Before.STROKE || before == Before.BAR_LINE;
      opensPatch = filled == 0;
      before = symbol == ':' ? Before.COLON : Before.BRACKET;
    } else {
      before = Before.TEXT;
    }
  }

  /** Follows the bar line that must stand after {@link Patch#END}. */
  private void afterEnd(int symbol) {
    if (owed == 1) {
      before = Before.BAR_LINE;
      owed = 0;
    } else if (symbol == '|') {
      before = Before.STROKE;
      owed = 0;
    } else {
      before = symbol == ':' ? Before.COLON : Before.BRACKET;
      owed = 1;
    }
    unitAfterEnd = true;
    voiceInUnit = false;
  }

  private void unitOrLast(boolean atPatchStart) {
    if (atPatchStart) {
      unitAfterEnd = false;
      voiceInUnit = false;
    } else {
      lastBarLine = true;
    }
  }

  /** Whether a character that makes a bar line with what stands before may do so. */
  private boolean barLineMayStart() {
    return !lastBarLine
        && switch (before) {
          case TEXT -> true;
          case COLON, BRACKET -> !followsBarLine;
          case STROKE, BAR_LINE -> false;
        };
  }

  private static long bit(char c) {
    return 1L << (c - 64);
  }
}
