package antiphon.control;

import antiphon.time.Meter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words become commands, here and nowhere else: {@code mode trade}, {@code density 2 -0.5}, {@code r}. Stateless. */
public final class CommandReader {
  private static final Map<String, String> SHORT =
      Map.of("r", "regenerate", "u", "undo", "k", "keep", "h", "hold", "m", "mute", "p", "panic", "c", "click");

  private CommandReader() {}

  /**
   * What a line asks for. [any]
   *
   * @throws IllegalArgumentException if it means nothing: what was found, what was expected
   */
  public static Command read(String line) {
    List<String> words = Arrays.asList(line.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    String word = words.getFirst();
    List<String> rest = words.subList(1, words.size());
    return switch (word) {
      case "" -> new Command.Nothing();
      case "help", "?" -> new Command.Help();
      case "start" -> new Command.Start(rest.isEmpty() ? 0 : (int) whole(only(rest, "start, or start 2 for two bars of count-in")));
      case "stop" -> new Command.Stop();
      case "go" -> new Command.Locate(whole(only(rest, "go 17")));
      case "loop" -> loop(rest);
      case "tempo" -> tempo(rest);
      case "tap" -> new Command.Tap();
      case "meter" -> new Command.SetMeter(Meter.parse(only(rest, "meter 7/8")));
      case "model" -> model(only(rest, "model off, or model on"));
      case "learn" -> rest.isEmpty() ? new Command.Learnt()
          : new Command.Learn(only(rest, "learn density, then move a controller or press a key of the MIDI device"));
      case "forget" -> new Command.Forget(String.join(" ", rest));
      default -> set(SHORT.getOrDefault(word, word), rest);
    };
  }

  /**
   * A row of the table of controls and its value: {@code density} or {@code density.2}, as page, OSC and {@code --set} write it. [any]
   *
   * @throws IllegalArgumentException if there is no such row, or it cannot take the value
   */
  public static Command.Set row(String row, String value) {
    Control control = control(row);
    boolean trigger = control.kind() == Control.Kind.TRIGGER;
    return new Command.Set(control, voice(row), trigger ? 1 : control.value(value.toLowerCase(Locale.ROOT)));
  }

  /** The control of a row. [any] */
  public static Control control(String row) {
    int dot = row.indexOf('.');
    return Control.of(dot < 0 ? row : row.substring(0, dot)).orElseThrow(() -> new IllegalArgumentException(
        "control '" + row + "': expected one of " + Control.words()));
  }

  /** The voice of a row, from 1; 0 for all. [any] */
  public static int voice(String row) {
    int dot = row.indexOf('.');
    if (dot < 0) {
      return 0;
    }
    if (!control(row).perVoice() || !row.substring(dot + 1).matches("[0-9]")) {
      throw new IllegalArgumentException("control '" + row + "': expected a voice's number behind a control that has voices");
    }
    return row.charAt(dot + 1) - '0';
  }

  private static Command loop(List<String> rest) {
    if (rest.equals(List.of("off"))) {
      return new Command.EndLoop();
    }
    if (rest.size() != 2) {
      throw new IllegalArgumentException(Command.Loop.USAGE);
    }
    return new Command.Loop(whole(rest.getFirst()), whole(rest.getLast()));
  }

  private static Command tempo(List<String> rest) {
    if (rest.size() != 1 && !(rest.size() == 3 && rest.get(1).equals("over"))) {
      throw new IllegalArgumentException("expected: tempo 120, or tempo 120 over 8 (bars)");
    }
    return new Command.SetTempo(Control.parsed(rest.getFirst()), rest.size() == 3 ? (int) whole(rest.get(2)) : 0);
  }

  private static Command model(String state) {
    if (!state.equals("on") && !state.equals("off")) {
      throw new IllegalArgumentException("model '" + state + "': expected on or off");
    }
    return new Command.UseModel(state.equals("on"));
  }

  private static Command set(String word, List<String> rest) {
    Control control = Control.of(word).orElseThrow(() -> new IllegalArgumentException(
        "'" + word + "': expected help, start, stop, go, loop, tempo, tap, meter, model, learn, forget, quit, or one of " + Control.words()));
    if (rest.size() > 2) {
      throw new IllegalArgumentException("expected: " + word + " [voice] value");
    }
    if (rest.isEmpty()) {
      return control.kind() == Control.Kind.TRIGGER ? new Command.Set(control, 0, 1) : new Command.Toggle(control);
    }
    int voice = rest.size() == 2 ? Math.clamp(whole(rest.getFirst()), -1, Controls.VOICES + 1) : 0;
    return new Command.Set(control, voice, control.value(rest.getLast()));
  }

  private static String only(List<String> rest, String usage) {
    if (rest.size() != 1) {
      throw new IllegalArgumentException("expected: " + usage);
    }
    return rest.getFirst();
  }

  private static long whole(String text) {
    double number = Control.parsed(text);
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("'" + text + "': expected a whole number");
    }
    return (long) number;
  }
}
