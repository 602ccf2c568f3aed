package antiphon.midi;

/** A Standard MIDI File (or the sound rendered from one) that cannot be read or written. */
public final class MidiFileException extends MidiException {
  MidiFileException(String message, Throwable cause) {
    super(message, cause);
  }

  MidiFileException(String message) {
    super(message);
  }
}
