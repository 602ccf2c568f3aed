package antiphon.presets;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to play with a preset, where its file says so: its table {@code [play]}.
 *
 * @param mode as typed: continue, trade, accompany or thru
 * @param chart name of one that comes with the program, or chords as text
 * @param cycle so many semitones higher after each time through the chart
 * @param backing how a band plays over it
 * @param set controls by name with their values as typed; {@code density.2} is the second voice's
 */
@JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
public record Playing(
    @Nullable String mode, @Nullable String chart, @Nullable Integer cycle, @Nullable String backing,
    @Nullable Map<String, String> set) {
  /** Where a file says nothing. */
  public static final Playing USUAL = new Playing(null, null, null, null, null);

  public Playing {
    set = set == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(set));
  }

  /** The controls, none if nothing is said. [any] */
  public Map<String, String> controls() {
    return set == null ? Map.of() : set;
  }
}
