package antiphon.presets;

import antiphon.harmony.ChartException;
import antiphon.harmony.ChordChart;
import antiphon.model.RecordKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Finds chord charts: those that come with the program, and files of one's own. Stateless. */
public final class Charts {
  private static final List<String> NAMES = List.of(
      "blues", "plain-blues", "minor-blues", "two-five-one", "minor-two-five-one", "two-fives", "turnaround",
      "chromatic-turnaround", "circle", "rhythm-changes", "modal-form", "dorian-vamp", "mixolydian-vamp",
      "lydian-vamp", "minor-vamp", "descending-minor", "pop-loop", "minor-pop-loop", "doo-wop", "ground-bass",
      "folk", "jig", "sixteen-bars", "minor-sixteen", "bossa", "ballad", "waltz", "jazz-waltz", "five-four",
      "seven-eight");

  private static final String SUFFIX = ".txt";

  private Charts() {}

  /** Names of the charts that come with the program. [any] */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * A chart that comes with the program, or one's own file if {@code nameOrFile} ends in {@code .txt}. [any]
   *
   * @throws PresetException if there is none, or it cannot be read
   */
  public static ChordChart chart(String nameOrFile) {
    return nameOrFile.endsWith(SUFFIX) ? read(Path.of(nameOrFile)) : named(nameOrFile);
  }

  private static ChordChart named(String name) {
    if (!NAMES.contains(name)) {
      throw new PresetException(
          "chart '" + name + "': expected one of " + String.join(", ", NAMES) + ", or a file ending in " + SUFFIX
              + "; did you mean '" + RecordKeys.nearest(name, NAMES) + "'?");
    }
    String resource = "/antiphon/charts/" + name + SUFFIX;
    try (InputStream in = Charts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new PresetException("chart '" + name + "': " + resource + " is not on the class path");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name + SUFFIX);
    } catch (IOException e) {
      throw new PresetException("chart '" + name + "': not readable (" + e.getMessage() + ")", e);
    }
  }

  private static ChordChart read(Path file) {
    try {
      return parse(SmallFile.text(file), String.valueOf(file.getFileName()));
    } catch (IOException e) {
      throw new PresetException(file + ": not readable, expected a chord chart", e);
    }
  }

  private static ChordChart parse(String text, String place) {
    try {
      return ChordChart.parse(text);
    } catch (ChartException e) {
      throw new PresetException(place + ", " + e.getMessage(), e);
    }
  }
}
