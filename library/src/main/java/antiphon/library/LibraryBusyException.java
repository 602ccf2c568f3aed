package antiphon.library;

import java.nio.file.Path;

/** Another program has the library's database; what was asked can be asked again later. */
public final class LibraryBusyException extends LibraryException {
  LibraryBusyException(Path file, Throwable cause) {
    super(file + " is in use by another program, expected it to be free within seconds: try again when that is done", cause);
  }
}
