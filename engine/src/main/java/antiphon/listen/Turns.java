package antiphon.listen;

/**
 * Whose turn it is, in bars of the transport: the player's phrase, then a window in which the companion
 * plays. Mutable. [listen]
 */
final class Turns {
  static final long NONE = Long.MIN_VALUE;

  /** First bar of the phrase in hand. */
  private long phrase = NONE;
  /** Bars before this are not listened to. */
  private long listenFrom;
  private long from = NONE;
  private long to = NONE;
  private int answers;
  /** First bar of the phrase that is being answered, until all of it was heard. */
  private long answered = NONE;
  /** The last bar of who plays along. */
  private long ending = NONE;
  /** Whether it ended as it was asked to. */
  private boolean ended;

  /** Begins anew: listens from {@code bar} on. */
  void begin(long bar) {
    phrase = NONE;
    listenFrom = bar;
    from = NONE;
    to = NONE;
    answers = 0;
    answered = NONE;
    ending = NONE;
    ended = false;
  }

  boolean inPhrase() {
    return phrase != NONE;
  }

  long phrase() {
    return phrase;
  }

  long listenFrom() {
    return listenFrom;
  }

  int answers() {
    return answers;
  }

  long answered() {
    return answered;
  }

  /** All of the phrase that is being answered was heard. */
  void heardOut() {
    answered = NONE;
  }

  /** Whoever plays along ends with {@code bar}. */
  void end(long bar) {
    ending = bar;
  }

  /** The bar after the last one that is played along, {@code open} if that is not known. */
  long endOr(long open) {
    return ending == NONE ? open : ending + 1;
  }

  /** Whether bar {@code over}, the last one that is over, was to be the last. */
  boolean ends(long over) {
    return ending != NONE && over >= ending;
  }

  /** It ended as asked; a bar later it listens again. */
  void ended() {
    dropPhrase(ending + 2);
    ended = true;
  }

  /** Whether it ended as asked, and nothing began since. */
  boolean hasEnded() {
    return ended;
  }

  /** Begins without being played to, too. */
  void goOn() {
    ended = false;
  }

  /** The phrase in hand begins with {@code bar}. */
  void phraseFrom(long bar) {
    ended = false;
    phrase = bar;
    answered = NONE;
  }

  /** There is no phrase in hand. */
  void dropPhrase(long listenAgainFrom) {
    phrase = NONE;
    ending = NONE;
    answered = NONE;
    listenFrom = listenAgainFrom;
  }

  /** The phrase is over: the companion plays the bars {@code [first, end)}. */
  void answer(long first, long end) {
    from = first;
    to = end;
    listenFrom = end;
    answered = phrase;
    phrase = NONE;
    answers++;
  }

  /** Whether the companion has bar {@code bar}. */
  boolean companionHas(long bar) {
    return from != NONE && bar >= from && bar < to;
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  /** The player takes over in bar {@code bar}. */
  void takeOver(long bar) {
    to = Math.min(to, bar + 1);
    listenFrom = bar;
    phrase = bar;
    answered = NONE;
  }

  /** Listens no more. */
  void close() {
    listenFrom = Long.MAX_VALUE;
    phrase = NONE;
  }
}
