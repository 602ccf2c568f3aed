package antiphon.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What the player said of a take, kept in its folder too, so that it comes along when the database is made anew.
 *
 * @param name the player's name for it, null if there is none
 * @param deletedMs when it was deleted, milliseconds since 1970; 0 if it was not
 */
record Marks(@Nullable String name, boolean starred, long deletedMs) {
  static final String FILE = "marks.json";
  static final Marks NONE = new Marks(null, false, 0);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Those in a folder; none if there are none, or none that can be read. */
  static Marks read(Path folder) {
    try {
      JsonNode tree = JSON.readTree(Files.readAllBytes(folder.resolve(FILE)));
      return new Marks(
          tree.path("name").isTextual() ? tree.path("name").asText() : null, tree.path("starred").asBoolean(),
          tree.path("deleted").asLong());
    } catch (IOException e) {
      return NONE;
    }
  }

  /** Writes them, whole or not at all. */
  void write(Path folder) throws IOException {
    ObjectNode tree = JSON.createObjectNode();
    if (name != null) {
      tree.put("name", name);
    }
    tree.put("starred", starred);
    tree.put("deleted", deletedMs);
    Path part = folder.resolve(FILE + ".part");
    try {
      try (FileChannel out = FileChannel.open(
          part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
        out.write(ByteBuffer.wrap(text(tree).getBytes(StandardCharsets.UTF_8)));
        out.force(true);
      }
      Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String text(ObjectNode tree) throws JsonProcessingException {
    return JSON.writeValueAsString(tree) + "\n";
  }
}
