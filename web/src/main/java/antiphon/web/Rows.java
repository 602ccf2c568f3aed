package antiphon.web;

import antiphon.control.Command;
import antiphon.control.CommandReader;
import antiphon.control.Control;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rows of the table of commands by name, for whatever is no keyboard: a knob's position or a message's number
 * becomes the command that would be typed. A row is a control, {@code density.2} for the second voice, or one of a few
 * commands. Stateless.
 */
public final class Rows {
  /** Commands that are no controls and need no value. */
  private static final List<String> PLAIN = List.of("start", "stop", "tap");

  /** A knob goes no further, as hardly anybody wants to be there. */
  private static final double HOTTEST = 2;

  private static final int MOST_BARS = 16;

  /** What is turned is as fine as one would type it. */
  private static final double STEPS = 1_000;

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
   * What a knob or a key asks for.
   *
   * @param row a known one
   * @param position 0 to 1
   * @return nothing if this position does nothing, as when a key is let go
   */
  public static Optional<Command> turned(String row, double position) {
    if (PLAIN.contains(row) || CommandReader.control(row).kind() == Control.Kind.TRIGGER) {
      return position >= 0.5 ? Optional.of(CommandReader.read(row)) : Optional.empty();
    }
    Control control = CommandReader.control(row);
    double value = control.lowest() + position * (highest(control) - control.lowest());
    double rounded = control.kind() == Control.Kind.AMOUNT ? Math.rint(value * STEPS) / STEPS : Math.rint(value);
    return Optional.of(new Command.Set(control, CommandReader.voice(row), rounded));
  }

  /**
   * What a key asks for that is pressed: a switch turns over.
   *
   * @param row a known one
   */
  public static Optional<Command> pressed(String row) {
    boolean plain = !PLAIN.contains(row) && row.indexOf('.') < 0 && CommandReader.control(row).kind() == Control.Kind.SWITCH;
    return plain ? Optional.of(new Command.Toggle(CommandReader.control(row))) : turned(row, 1);
  }

  /** What a number asks for as the table has it, such as 2 for the mode accompany; nothing for a button that is let go. [any] */
  public static Command set(String row, double value) {
    if (PLAIN.contains(row) || CommandReader.control(row).kind() == Control.Kind.TRIGGER) {
      return value >= 0.5 ? CommandReader.read(row) : new Command.Nothing();
    }
    Control control = CommandReader.control(row);
    double rounded = control.kind() == Control.Kind.AMOUNT ? Math.rint(value * STEPS) / STEPS : value;
    return new Command.Set(control, CommandReader.voice(row), rounded);
  }

  private static double highest(Control control) {
    return switch (control) {
      case TEMPERATURE -> HOTTEST;
      case LISTEN_BARS, ANSWER_BARS -> MOST_BARS;
      default -> control.highest();
    };
  }
}
