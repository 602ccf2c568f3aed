package antiphon.lab.evaluate;

/** Ways to come by the accompaniment of a bar, of which those of the model are tried against each other. */
enum AccompanyWay {
  /** What the composer wrote. */
  HUMAN("human", Source.SCORE, false, false),
  /** The composer's last bar before the model would have begun, again and again. */
  LAST_BAR("last-bar-again", Source.LAST_BAR, false, false),
  /** The melody stands first in the line and is known: nobody knows it live, so this is the most that can be had. */
  GIVEN("melody-first-given", Source.MODEL, true, false),
  /** The melody stands first in the line; the model guesses it, and the guess is thrown away. */
  PREDICTED("melody-first-predicted", Source.MODEL, false, false),
  /** The melody stands last in the line, and the companion is done before it. */
  COMPANION_FIRST("companion-first", Source.MODEL_FIRST, false, false),
  /** {@link #GIVEN}, the best of several. */
  GIVEN_RANKED("melody-first-given-ranked", Source.MODEL, true, true),
  /** {@link #PREDICTED}, the best of several, chosen when the real melody of the bar is known. */
  PREDICTED_RANKED("melody-first-predicted-ranked", Source.MODEL, false, true),
  /** {@link #COMPANION_FIRST}, the best of several, chosen when the real melody of the bar is known. */
  COMPANION_FIRST_RANKED("companion-first-ranked", Source.MODEL_FIRST, false, true);

  /** Where the notes come from. */
  enum Source { SCORE, LAST_BAR, MODEL, MODEL_FIRST }

  private final String label;
  private final Source source;
  private final boolean given;
  private final boolean ranked;

  AccompanyWay(String label, Source source, boolean given, boolean ranked) {
    this.label = label;
    this.source = source;
    this.given = given;
    this.ranked = ranked;
  }

  String label() {
    return label;
  }

  Source source() {
    return source;
  }

  /** Whether the bar's melody is known when the accompaniment is written. */
  boolean given() {
    return given;
  }

  /** Whether several bars are written and the critic chooses. */
  boolean ranked() {
    return ranked;
  }
}
