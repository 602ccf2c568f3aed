package antiphon.presets;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something ready to play: a preset with how to share the time, over which changes, in which time.
 *
 * @param name lower-case-with-dashes
 * @param title in English
 * @param titleZh in Chinese
 * @param preset name of one that comes with the program
 * @param mode as typed
 * @param chart name of one that comes with the program, if there are changes
 * @param cycle so many semitones higher after each time through them
 * @param backing how a band plays over them, if there is one
 * @param meter instead of the preset's
 * @param tempo instead of the preset's and the chart's, in quarters a minute
 * @param set controls by name
 */
public record Use(
    String name, String title, @JsonProperty("title-zh") String titleZh, String preset, String mode,
    @Nullable String chart, @Nullable Integer cycle, @Nullable String backing, @Nullable String meter, @Nullable Double tempo,
    Map<String, Double> set) {
  // A file leaves out what is not needed.
  @SuppressWarnings("NullAway")
  public Use {
    set = set == null ? Map.of() : Map.copyOf(set);
  }
}
