package antiphon.session.sheet;

/** A file that holds no score that was asked for; the message is one line that says what was found and what was expected. */
public final class SheetException extends RuntimeException {
  SheetException(String message) {
    super(message);
  }
}
