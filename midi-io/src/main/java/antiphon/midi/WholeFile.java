package antiphon.midi;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes a file beside its place and moves it there, so that nobody ever sees half of it. */
final class WholeFile {
  /** What is to be in the file. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  static void write(Path file, Content content) {
    try {
      Path target = file.toAbsolutePath();
      Path folder = target.getParent();
      if (folder == null) {
        throw new MidiFileException(file + ": a folder, expected a file to write");
      }
      // Not createTempFile, which would leave the file readable by its owner alone.
      Path part = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
      try {
        try (FileOutputStream raw = new FileOutputStream(part.toFile());
            BufferedOutputStream out = new BufferedOutputStream(raw, 1 << 16)) {
          content.writeTo(out);
          out.flush();
          raw.getFD().sync();
        }
        move(part, target);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new MidiFileException(file + ": cannot be written (" + e + ")", e);
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
