package antiphon.score;

/**
 * A syllable that is sung to the note or chord of its voice that begins at its onset.
 *
 * @param onset ticks from the start of the score
 * @param verse 1 or more
 * @param text the syllable, never empty
 * @param goesOn whether the word goes on with the next syllable of the verse
 */
public record Lyric(long onset, int verse, String text, boolean goesOn) {
  public Lyric {
    if (verse < 1 || text.isBlank()) {
      throw new IllegalArgumentException("syllable '" + text + "' of verse " + verse + ": expected a text and a verse of 1 or more");
    }
  }
}
