package antiphon.harmony;

/** A chart that cannot be read; the message gives line, column, bar, what was found and what was expected. */
public final class ChartException extends RuntimeException {
  ChartException(int line, int column, String message) {
    super("line " + line + ", column " + column + ": " + message);
  }
}
