package antiphon.midi;

/** The root of everything this module throws: one line saying what was found and what was expected. */
public abstract sealed class MidiException extends RuntimeException
    permits MidiFileException, MidiPortException {
  MidiException(String message, Throwable cause) {
    super(message, cause);
  }

  MidiException(String message) {
    super(message);
  }
}
