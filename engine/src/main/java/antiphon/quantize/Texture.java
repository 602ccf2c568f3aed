package antiphon.quantize;

/** What voices stand for. */
public enum Texture {
  /**
   * Two hands: the upper half of the voices is the right hand's (the odd one too), the rest the left's.
   * Chords stay in one voice, and a hand's second voice is used only where notes overlap.
   */
  KEYBOARD,
  /** Each voice is a singer or an instrument: chords are spread over the voices. */
  ENSEMBLE
}
