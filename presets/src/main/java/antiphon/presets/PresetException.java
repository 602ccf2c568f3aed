package antiphon.presets;

/** A preset that does not exist or cannot be read; the message is one line that says what was found and what was expected. */
public final class PresetException extends RuntimeException {
  PresetException(String message) {
    super(message);
  }

  PresetException(String message, Throwable cause) {
    super(message, cause);
  }
}
