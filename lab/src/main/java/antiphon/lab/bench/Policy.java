package antiphon.lab.bench;

/** A simple way to emit what a model writes, as others do it: what this program is measured against. */
enum Policy {
  /** Writes the whole answer on the bar line and sends what is overdue at once, as magenta_midi does. */
  AT_THE_BAR_LINE("write at the bar line", false),
  /** Writes bar by bar from the bar line on; what is over 100 ms late is not sent, note-offs neither, as Aria does. */
  DROP_LATE("drop after 100 ms", true),
  /** Writes each bar while the one before sounds; one that is not there on its bar line is skipped, as MIDI-GPT does. */
  SKIP_WHEN_BUSY("skip when busy", true);

  private final String words;
  private final boolean byBar;

  Policy(String words, boolean byBar) {
    this.words = words;
    this.byBar = byBar;
  }

  String words() {
    return words;
  }

  /** Whether each bar is sent as soon as it is written; else the whole answer is written first. */
  boolean byBar() {
    return byBar;
  }

  /** Whether writing begins a bar before the answer, on what was heard until then. */
  boolean ahead() {
    return this == SKIP_WHEN_BUSY;
  }
}
