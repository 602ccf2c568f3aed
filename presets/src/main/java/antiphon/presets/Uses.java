package antiphon.presets;

import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What is ready to play: the uses that come with the program. Stateless. */
public final class Uses {
  private static final String RESOURCE = "/antiphon/uses.toml";

  private record Content(List<Use> uses) {}

  private Uses() {}

  /**
   * All of them, in the order in which they are shown. [any]
   *
   * @throws PresetException if they cannot be read
   */
  public static List<Use> all() {
    try (InputStream in = Uses.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new PresetException(RESOURCE + " is not on the class path");
      }
      return List.copyOf(new TomlMapper().readValue(in, Content.class).uses());
    } catch (IOException e) {
      throw new PresetException(RESOURCE + ": not readable (" + e.getMessage() + ")", e);
    }
  }
}
