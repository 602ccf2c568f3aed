package antiphon.presets;

import antiphon.generate.Preset;
import antiphon.model.RecordKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Finds presets: those that come with the program, and files of one's own. Stateless. */
public final class Presets {
  /** The preset that plays where none is named. */
  public static final String DEFAULT = "folk-melody";

  private static final List<String> NAMES =
      List.of(DEFAULT, "folk-duet", "keyboard", "baroque-keyboard", "ragtime", "song-accompanist", "hymn", "quartet",
          "lead-sheet");

  private static final String SUFFIX = ".toml";

  private Presets() {}

  /** Names of the presets that come with the program, the simplest first. [any] */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * A preset that comes with the program, or one's own file if {@code nameOrFile} ends in {@code .toml}. [any]
   *
   * @throws PresetException if there is none, or it cannot be read
   */
  public static Preset find(String nameOrFile) {
    return nameOrFile.endsWith(SUFFIX) ? read(Path.of(nameOrFile)) : named(nameOrFile);
  }

  /**
   * How to play with a preset, as its file says in {@code [play]}; nothing special for those that come with the program. [any]
   *
   * @throws PresetException as {@link #find} does
   */
  public static Playing playing(String nameOrFile) {
    if (!nameOrFile.endsWith(SUFFIX)) {
      return Playing.USUAL;
    }
    return file(Path.of(nameOrFile)).playing();
  }

  private static Preset named(String name) {
    if (!NAMES.contains(name)) {
      throw new PresetException(
          "preset '" + name + "': expected one of " + String.join(", ", NAMES) + ", or a file ending in " + SUFFIX
              + "; did you mean '" + RecordKeys.nearest(name, NAMES) + "'?");
    }
    return PresetFile.read(text(name), name + SUFFIX).preset(name, name + SUFFIX);
  }

  /** The TOML of one of {@link #names}. [any] */
  public static String text(String name) {
    String resource = "/antiphon/presets/" + name + SUFFIX;
    try (InputStream in = Presets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new PresetException("preset '" + name + "': " + resource + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new PresetException("preset '" + name + "': not readable (" + e.getMessage() + ")", e);
    }
  }

  private static Preset read(Path file) {
    String fileName = String.valueOf(file.getFileName());
    return file(file).preset(fileName.substring(0, fileName.length() - SUFFIX.length()), fileName);
  }

  private static PresetFile file(Path file) {
    try {
      return PresetFile.read(SmallFile.text(file), String.valueOf(file.getFileName()));
    } catch (IOException e) {
      throw new PresetException(file + ": not readable, expected a preset", e);
    }
  }
}
