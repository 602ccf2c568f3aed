package antiphon.web;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.harmony.CompingPart.Style;
import antiphon.score.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words for what is chosen by number. Stateless. */
final class Choices {
  /** Bands over a chart. */
  static final List<String> BACKINGS = Arrays.stream(Style.values()).map(style -> style.name().toLowerCase(Locale.ROOT)).toList();

  private static final List<String> CLOCKS = List.of("internal", "midi", "player");
  private static final int KEYS = 12;

  private Choices() {}

  /** Each choice of {@code control}: its value and the word that is typed for it. */
  static List<Map<String, Object>> of(Control control) {
    List<Map<String, Object>> choices = new ArrayList<>();
    for (int value = (int) control.lowest(); value <= control.highest(); value++) {
      choices.add(Map.of("value", value, "word", word(control, value)));
    }
    return choices;
  }

  private static String word(Control control, int value) {
    return switch (control) {
      case MODE -> Mode.values()[value].word();
      case CLOCK -> CLOCKS.get(value);
      case KEY_LOCK -> value < 0 ? "off" : key(value).toString();
      default -> Integer.toString(value);
    };
  }

  private static Key key(int value) {
    Key first = new Key(0, value >= KEYS);
    return first.transpose(value % KEYS - first.tonic());
  }
}
