package antiphon.critic;

/**
 * Where a bar stands in its phrase.
 *
 * @param bar its number in the phrase, from 1
 * @param of bars of the phrase
 * @param ending whether the piece ends with it
 */
public record Place(int bar, int of, boolean ending) {
  public Place {
    if (bar < 1 || bar > of) {
      throw new IllegalArgumentException("bar " + bar + " of a phrase of " + of + ": expected 1 to " + of);
    }
  }

  /** Whether something comes to its end here, so that a stable note is wanted. */
  boolean closes() {
    return ending || bar == of;
  }

  /** Whether a breath is due: the phrase's end, and every fourth bar of it. */
  boolean cadences() {
    return closes() || bar % 4 == 0;
  }
}
