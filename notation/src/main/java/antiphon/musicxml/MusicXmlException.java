package antiphon.musicxml;

/** A file that is not MusicXML; the message gives file, part and bar, what was found and what was expected. */
public final class MusicXmlException extends RuntimeException {
  MusicXmlException(String message) {
    super(message);
  }

  MusicXmlException(String message, Throwable cause) {
    super(message, cause);
  }
}
