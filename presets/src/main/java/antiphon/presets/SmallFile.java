package antiphon.presets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads presets and charts, which are written by hand and small. Stateless. */
final class SmallFile {
  /** Ours have some two kilobytes. */
  static final int MOST_BYTES = 1 << 20;

  private SmallFile() {}

  /**
   * The text of a file in UTF-8.
   *
   * @throws IOException if it cannot be read, or is no such text
   * @throws PresetException if it is longer than {@link #MOST_BYTES}
   */
  static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new PresetException(file + ": more than " + MOST_BYTES + " bytes, expected a preset or a chart");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }
}
