package antiphon.session.phrase;

/** A MIDI file that cannot be answered; the message is one line that says what was found and what was expected. */
public final class PhraseException extends RuntimeException {
  PhraseException(String message) {
    super(message);
  }
}
