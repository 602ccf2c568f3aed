package antiphon.notagen;

import antiphon.patch.Patch;

/**
 * Guesses how a text goes on: as it did the last time that it stood at such a place. Several guessed characters are
 * then checked in a single run of the model; what is drawn stays the same. Mutable; one thread at a time.
 */
final class PromptLookup {
  /** So many characters must agree before a guess is ventured. */
  private static final int LEAST = 3;

  private static final int MOST = 12;

  private final StringBuilder text = new StringBuilder();

  /** The text goes on with {@code part}. */
  void append(String part) {
    text.append(part);
  }

  /** The text ends after {@code length} characters again. */
  void cut(int length) {
    text.setLength(length);
  }

  /**
   * Guesses symbols of a patch.
   *
   * @param patch what is written of the patch, its first {@code written} symbols
   * @param guess gets the guess
   * @param room how many at most
   * @return how many there are
   */
  int guess(byte[] patch, int written, byte[] guess, int room) {
    int place = place(patch, written);
    int count = 0;
    while (place >= 0 && count < room && place + count < text.length()) {
      guess[count] = (byte) text.charAt(place + count);
      count++;
    }
    return count;
  }

  /** Where the text went on after the most characters like those at its end, the last such place; -1 if there is none. */
  private int place(byte[] patch, int written) {
    int best = -1;
    int most = LEAST - 1;
    for (int at = text.length() - 1; at >= LEAST && most < MOST; at--) {
      int same = same(at, patch, written);
      if (same > most) {
        most = same;
        best = at;
      }
    }
    return best;
  }

  /** How many characters before {@code at} are those at the end of what is written. */
  private int same(int at, byte[] patch, int written) {
    int same = 0;
    while (same < MOST && same < at && text.charAt(at - 1 - same) == last(same, patch, written)) {
      same++;
    }
    return same;
  }

  private int last(int back, byte[] patch, int written) {
    int index = text.length() - 1 - (back - written);
    return back < written ? patch[written - 1 - back] : index >= 0 ? text.charAt(index) : Patch.PAD;
  }
}
