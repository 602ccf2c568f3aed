package antiphon.score;

/**
 * A chord name above the staff, as written: {@code Am}, {@code G7}, {@code C/E}.
 *
 * @param onset ticks from the start of the score
 * @param text printable ASCII without a double quote or bar line, 1 to 15 characters
 */
public record ChordSymbol(long onset, String text) {
  public ChordSymbol {
    if (text.isEmpty() || text.length() > 15
        || !text.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '|')) {
      throw new IllegalArgumentException(
          "chord symbol '" + text + "': expected 1 to 15 printable ASCII characters without quote or bar line");
    }
  }
}
