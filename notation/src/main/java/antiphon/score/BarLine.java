package antiphon.score;

/** A bar line, with its ABC text. A bar's left line is {@link #NONE} unless it opens a repeat. */
public enum BarLine {
  NONE(""),
  SINGLE("|"),
  DOUBLE("||"),
  FINAL("|]"),
  OPENING("[|"),
  REPEAT_START("|:"),
  REPEAT_END(":|"),
  REPEAT_BOTH("::");

  private final String abc;

  BarLine(String abc) {
    this.abc = abc;
  }

  /** As ABC writes it. */
  public String abc() {
    return abc;
  }
}
