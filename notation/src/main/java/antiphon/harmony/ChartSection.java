package antiphon.harmony;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A stretch of a chart that has a name.
 *
 * @param name one word that begins with a letter, {@code A} or {@code Bridge}; empty if it has none
 * @param bars in order, repeats played out; at least one
 */
public record ChartSection(String name, List<ChartBar> bars) {
  private static final Pattern NAME = Pattern.compile("([A-Za-z][A-Za-z0-9'_-]*)?");

  public ChartSection {
    bars = List.copyOf(bars);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("section '" + name + "': expected a name of one word that begins with a letter");
    }
    if (bars.isEmpty()) {
      throw new IllegalArgumentException("section '" + name + "': has no bars, expected at least one");
    }
  }
}
