package antiphon.midi;

/** A port that does not exist, is not the only one of that name, or cannot be opened. */
public final class MidiPortException extends MidiException {
  MidiPortException(String message, Throwable cause) {
    super(message, cause);
  }

  MidiPortException(String message) {
    super(message);
  }
}
