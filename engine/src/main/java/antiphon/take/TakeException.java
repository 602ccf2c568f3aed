package antiphon.take;

/** A take that cannot be read; the message is one line that says what was found and what was expected. */
public final class TakeException extends RuntimeException {
  TakeException(String message) {
    super(message);
  }

  TakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
