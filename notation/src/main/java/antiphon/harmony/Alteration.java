package antiphon.harmony;

/** A degree that a chord name raises, lowers or adds, in the order in which it is written. */
public enum Alteration {
  FLAT_FIVE("b5", 6),
  SHARP_FIVE("#5", 8),
  FLAT_NINE("b9", 1),
  SHARP_NINE("#9", 3),
  SHARP_ELEVEN("#11", 6),
  FLAT_THIRTEEN("b13", 8),
  ADDED_NINE("add9", 2),
  ADDED_ELEVEN("add11", 5);

  private final String text;
  private final int interval;

  Alteration(String text, int interval) {
    this.text = text;
    this.interval = interval;
  }

  /** As it stands in a chord name. */
  String text() {
    return text;
  }

  /** Semitones above the root, within an octave. */
  int interval() {
    return interval;
  }

  /** The unaltered degree that it replaces, in semitones above the root; none (-1) if it is only added. */
  int replaced() {
    return switch (this) {
      case FLAT_FIVE, SHARP_FIVE -> 7;
      case FLAT_NINE, SHARP_NINE -> 2;
      case SHARP_ELEVEN -> 5;
      case FLAT_THIRTEEN -> 9;
      case ADDED_NINE, ADDED_ELEVEN -> -1;
    };
  }
}
