package antiphon.app.install;

/** Something is missing, or a tool failed; the message says what. */
public final class InstallException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InstallException(String message) {
    super(message);
  }
}
