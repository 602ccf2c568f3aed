package antiphon.web;

import antiphon.control.Control;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rows of the table of commands by name, for whatever is no keyboard: a knob's position or a message's number
 * becomes the line that would be typed. A row is a control, {@code density.2} for the second voice, or one of a few
 * commands. Stateless.
 */
public final class Rows {
  /** Commands that are no controls and need no value. */
  private static final List<String> PLAIN = List.of("start", "stop", "tap");

  /** A knob goes no further, as hardly anybody wants to be there. */
  private static final double HOTTEST = 2;

  private static final int MOST_BARS = 16;

  private Rows() {}

  /** All rows without voices, in the order of the table. [any] */
  public static List<String> names() {
    List<String> names = new ArrayList<>(PLAIN);
    names.addAll(Arrays.stream(Control.values()).map(Control::word).toList());
    return names;
  }

  /** Whether there is such a row. [any] */
  public static boolean known(String row) {
    if (PLAIN.contains(row)) {
      return true;
    }
    int dot = row.indexOf('.');
    Optional<Control> control = Control.of(dot < 0 ? row : row.substring(0, dot));
    return control.isPresent() && (dot < 0 || (control.get().perVoice() && row.substring(dot + 1).matches("[1-9]")));
  }

  /**
   * The line for a knob or a key.
   *
   * @param row a known one
   * @param position 0 to 1
   * @return nothing if this position does nothing, as when a key is let go
   */
  public static Optional<String> turned(String row, double position) {
    boolean down = position >= 0.5;
    if (PLAIN.contains(row)) {
      return down ? Optional.of(row) : Optional.empty();
    }
    Control control = control(row);
    if (control.kind() == Control.Kind.TRIGGER) {
      return down ? Optional.of(control.word()) : Optional.empty();
    }
    double highest = highest(control);
    double value = control.lowest() + position * (highest - control.lowest());
    return Optional.of(typed(row, control, control.kind() == Control.Kind.AMOUNT ? value : Math.rint(value)));
  }

  /**
   * The line for a key that is pressed: a switch turns over.
   *
   * @param row a known one
   */
  public static Optional<String> pressed(String row) {
    boolean plain = !PLAIN.contains(row) && control(row).kind() == Control.Kind.SWITCH && row.indexOf('.') < 0;
    return plain ? Optional.of(row) : turned(row, 1);
  }

  /** The line for a number as the table has it, such as 2 for the mode accompany; empty for a button that is let go. [any] */
  public static String set(String row, double value) {
    if (PLAIN.contains(row) || control(row).kind() == Control.Kind.TRIGGER) {
      return value >= 0.5 ? row : "";
    }
    Control control = control(row);
    return typed(row, control, control.require(value));
  }

  private static String typed(String row, Control control, double value) {
    String text = control.kind() == Control.Kind.AMOUNT ? String.format(Locale.ROOT, "%.3f", value) : Choices.word(control, value);
    return row.replace('.', ' ') + " " + text;
  }

  private static double highest(Control control) {
    return switch (control) {
      case TEMPERATURE -> HOTTEST;
      case LISTEN_BARS, ANSWER_BARS -> MOST_BARS;
      default -> control.highest();
    };
  }

  private static Control control(String row) {
    int dot = row.indexOf('.');
    return Control.of(dot < 0 ? row : row.substring(0, dot)).orElseThrow(() -> new IllegalArgumentException(
        "'" + row + "': expected one of " + String.join(", ", names())));
  }
}
