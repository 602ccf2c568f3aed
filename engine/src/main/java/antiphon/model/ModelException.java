package antiphon.model;

/** A model that cannot be loaded or run; the message is one line that says what was found and what was expected. */
public final class ModelException extends RuntimeException {
  /** @param message what was found and what was expected */
  public ModelException(String message) {
    super(message);
  }

  ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
