package antiphon.abc;

/** ABC text that cannot be read; the message gives line, column, what was found and what was expected. */
public final class AbcException extends RuntimeException {
  AbcException(int line, int column, String message) {
    super("line " + line + ", column " + column + ": " + message);
  }

  AbcException(String message) {
    super(message);
  }
}
