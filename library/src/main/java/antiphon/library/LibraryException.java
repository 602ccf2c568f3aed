package antiphon.library;

/** The library cannot do what was asked; the message is one line that says what was found and what was expected. */
public sealed class LibraryException extends RuntimeException permits LibraryBusyException {
  LibraryException(String message) {
    super(message);
  }

  LibraryException(String message, Throwable cause) {
    super(message, cause);
  }
}
