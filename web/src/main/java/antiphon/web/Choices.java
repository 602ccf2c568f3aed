package antiphon.web;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.presets.BandStyles;
import antiphon.score.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words for what is set: values as they would be typed. Stateless. */
public final class Choices {
  /** Bands over a chart. */
  static final List<String> BACKINGS = BandStyles.names();

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

  /** A value as it would be typed. [any] */
  public static String word(Control control, double value) {
    int whole = (int) Math.round(value);
    return switch (control) {
      case MODE -> Mode.values()[whole].word();
      case CLOCK -> CLOCKS.get(whole);
      case KEY_LOCK -> whole < 0 ? "off" : key(whole).toString();
      default -> control.kind() == Control.Kind.SWITCH ? whole == 0 ? "off" : "on"
          : value == whole ? Integer.toString(whole) : String.format(Locale.ROOT, "%.2f", value);
    };
  }

  private static Key key(int value) {
    Key first = new Key(0, value >= KEYS);
    return first.transpose(value % KEYS - first.tonic());
  }
}
