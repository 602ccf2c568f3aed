package antiphon.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what lies in a folder of the library. */
public interface TakeReader {
  /** The file of a folder that is read, by which is seen whether it changed; empty if the folder is none of the library's. */
  Optional<Path> source(Path folder) throws IOException;

  /**
   * What is in it; empty if nothing was played.
   *
   * @throws IOException or a RuntimeException that says in one line what is wrong
   */
  Optional<Shelved> read(Path source) throws IOException;
}
