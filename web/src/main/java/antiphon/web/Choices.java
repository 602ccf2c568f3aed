package antiphon.web;

import antiphon.control.Control;
import antiphon.presets.BandStyles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The words for what is set: values as they would be typed. Stateless. */
final class Choices {
  /** Bands over a chart. */
  static final List<String> BACKINGS = BandStyles.names();

  private Choices() {}

  /** Each choice of {@code control}: its value and the word that is typed for it. */
  static List<Map<String, Object>> of(Control control) {
    List<Map<String, Object>> choices = new ArrayList<>();
    for (int value = (int) control.lowest(); value <= control.highest(); value++) {
      choices.add(Map.of("value", value, "word", control.word(value)));
    }
    return choices;
  }
}
