package antiphon.session.live;

import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.control.Mode;
import antiphon.engine.LiveEngine;
import antiphon.pipeline.EngineSettings;
import antiphon.score.Key;
import antiphon.time.Clock;
import antiphon.time.Meter;
import antiphon.time.TapTempo;
import antiphon.time.Tempo;
import antiphon.web.Choices;
import antiphon.web.MidiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a player types while the music goes on: {@code mode trade}, {@code horizon 2}, {@code r}. One line in,
 * one line out; a line that means nothing is answered with what was expected. [any]
 */
public final class LiveCommands {
  private static final Map<String, String> SHORT =
      Map.of("r", "regenerate", "u", "undo", "k", "keep", "h", "hold", "m", "mute", "p", "panic", "c", "click");

  private static final List<String> CLOCKS = List.of("internal", "midi", "player");
  /** Chords and bass. */
  private static final int PARTS_OF_BAND = 2;

  private static final int MAJOR_KEYS = 12;
  private static final long NS_PER_MS = 1_000_000;
  private static final long START_AHEAD_MS = 200;

  private final LiveEngine engine;
  private final Clock clock;
  private final RemovableModel model;
  private final int voices;
  private final TapTempo taps = new TapTempo();
  private volatile Controls controls;
  private volatile @Nullable MidiMap map;

  /**
   * @param session what is commanded
   * @param settings what it plays, with what is set at the start
   */
  public LiveCommands(LiveSession session, EngineSettings settings) {
    this.engine = session.engine();
    this.clock = session.clock();
    this.model = session.model();
    this.voices = settings.preset().voices().size();
    this.controls = settings.controls();
  }

  /** Lets {@code learn density} bind a controller in this map, whose commands come here. */
  public void learnsBy(MidiMap learner) {
    map = learner;
    learner.commands(this::perform, problem -> {});
  }

  /** What has been set so far. [any] */
  public Controls controls() {
    return controls;
  }

  /** Does what the line says and tells what was done. */
  public String run(String line) {
    try {
      return perform(line);
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /**
   * The same for whoever wants to know whether it was understood.
   *
   * @throws IllegalArgumentException if the line means nothing
   */
  public synchronized String perform(String line) {
    List<String> words = Arrays.stream(line.strip().toLowerCase(Locale.ROOT).split("\\s+")).toList();
    return run(words.getFirst(), words.subList(1, words.size()));
  }

  private String run(String word, List<String> rest) {
    return switch (word) {
      case "" -> "";
      case "help", "?" -> help();
      case "start" -> start(rest);
      case "stop" -> {
        engine.stop();
        yield "stopped";
      }
      case "go" -> go(rest);
      case "loop" -> loop(rest);
      case "tempo" -> tempo(rest);
      case "tap" -> tap();
      case "learn" -> rest.isEmpty() ? learnt() : learn(only(rest, "learn density, then move a controller or press a key of the MIDI device"));
      case "forget" -> forget(String.join(" ", rest));
      case "model" -> model(only(rest, "model off, or model on"));
      case "meter" -> {
        Meter meter = Meter.parse(only(rest, "meter 7/8"));
        engine.meter(meter);
        yield "meter " + meter + " from the next bar that is open";
      }
      default -> set(SHORT.getOrDefault(word, word), rest);
    };
  }

  private static String only(List<String> rest, String usage) {
    if (rest.size() != 1) {
      throw new IllegalArgumentException("expected: " + usage);
    }
    return rest.getFirst();
  }

  private String start(List<String> rest) {
    long bars = rest.isEmpty() ? 0 : Math.round(number(only(rest, "start, or start 2 for two bars of count-in")));
    long startNs = clock.nanoTime() + START_AHEAD_MS * NS_PER_MS
        + bars * engine.transport().position().timeline().nanosAt(engine.transport().position().timeline().barStart(1));
    if (bars > 0) {
      engine.control(Control.CLICK, 0, 1);
      taken(Control.CLICK, 0, 1);
    }
    engine.start(startNs);
    return bars > 0 ? "starts after " + bars + " bars" : "starts";
  }

  private String go(List<String> rest) {
    long bar = Math.round(number(only(rest, "go 17")));
    if (bar < 1) {
      throw new IllegalArgumentException("bar " + bar + ": expected 1 or more");
    }
    engine.locate(engine.transport().position().timeline().barStart(bar - 1));
    return "at bar " + bar;
  }

  private String loop(List<String> rest) {
    if (rest.equals(List.of("off"))) {
      engine.loop(0, 0);
      return "no loop";
    }
    long from = rest.size() == 2 ? Math.round(number(rest.getFirst())) : 0;
    long to = rest.size() == 2 ? Math.round(number(rest.getLast())) : 0;
    if (from < 1 || to < from) {
      throw new IllegalArgumentException("expected: loop 5 8 (first and last bar), or loop off");
    }
    engine.loop(from - 1, to);
    return "bars " + from + " to " + to + " again and again";
  }

  private String tempo(List<String> rest) {
    if (rest.size() != 1 && !(rest.size() == 3 && rest.get(1).equals("over"))) {
      throw new IllegalArgumentException("expected: tempo 120, or tempo 120 over 8 (bars)");
    }
    Tempo tempo = Tempo.ofQuartersPerMinute(number(rest.getFirst()));
    int bars = rest.size() == 3 ? (int) Math.round(number(rest.get(2))) : 0;
    engine.tempo(tempo, bars);
    return String.format(Locale.ROOT, "tempo %.1f", tempo.quartersPerMinute()) + (bars > 0 ? " over " + bars + " bars" : "");
  }

  private MidiMap learner() {
    MidiMap learner = map;
    if (learner == null) {
      throw new IllegalArgumentException("learn: expected a MIDI input");
    }
    return learner;
  }

  private String learnt() {
    List<MidiMap.Binding> bindings = learner().bindings();
    return bindings.isEmpty() ? "nothing is bound: learn density, then move a controller or press a key"
        : bindings.stream().map(binding -> binding.from() + " = " + binding.row()).collect(Collectors.joining(", "));
  }

  private String forget(String from) {
    learner().forget(from);
    return from + " is the music's again";
  }

  private String learn(String row) {
    learner().learn(row);
    return "move a controller or press a key of the MIDI device for " + row;
  }

  private String model(String state) {
    if (!state.equals("on") && !state.equals("off")) {
      throw new IllegalArgumentException("model '" + state + "': expected on or off");
    }
    model.take(state.equals("off"));
    return state.equals("off") ? "without the model: what was planned plays, then fallbacks" : "with the model";
  }

  private String tap() {
    Optional<Tempo> tempo = taps.tap(clock.nanoTime());
    tempo.ifPresent(t -> engine.tempo(t, 0));
    return tempo.map(t -> String.format(Locale.ROOT, "tempo %.1f", t.quartersPerMinute())).orElse("tap again");
  }

  private String set(String word, List<String> rest) {
    Control control = Control.of(word).orElseThrow(() -> new IllegalArgumentException(
        "'" + word + "': expected help, start, stop, go, loop, tempo, tap, meter, model, learn, forget, quit, or one of " + Control.words()));
    if (rest.size() > 2) {
      throw new IllegalArgumentException("expected: " + word + " [voice] value");
    }
    int voice = rest.size() == 2 ? voice(control, number(rest.getFirst())) : 0;
    double value = rest.isEmpty() ? standing(control) : value(control, rest.getLast());
    engine.control(control, voice, value);
    taken(control, voice, value);
    return control.kind() == Control.Kind.TRIGGER
        ? control.word() + (control == Control.PANIC ? ": silent, and mute until 'm'" : "")
        : control.word() + (voice > 0 ? " of voice " + voice : "") + " " + (rest.isEmpty() ? Choices.word(control, value) : rest.getLast());
  }

  private int voice(Control control, double voice) {
    int most = control == Control.BACKING ? PARTS_OF_BAND : voices;
    if (!control.perVoice()) {
      throw new IllegalArgumentException(control.word() + " " + Math.round(voice) + ": expected one value, as it is for all voices");
    }
    if (voice != Math.rint(voice) || voice < 0 || voice > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s of voice %.0f: expected voice 1 to %d, or 0 for all", control.word(), voice, most));
    }
    return (int) voice;
  }

  private void taken(Control control, int voice, double value) {
    if (control == Control.PANIC) {
      controls = controls.with(Control.MUTE, 1);
    } else if (control.kind() != Control.Kind.TRIGGER) {
      controls = controls.with(control, voice, value);
    }
  }

  /** What a control's name alone means: a trigger fires, a switch turns over. */
  private double standing(Control control) {
    return switch (control.kind()) {
      case TRIGGER -> 1;
      case SWITCH -> controls.on(control) ? 0 : 1;
      default -> throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s: expected a value from %.0f to %.0f", control.word(), control.lowest(), control.highest()));
    };
  }

  /** A value as typed: a number, {@code on} and {@code off}, a mode, a key, {@code stop} and {@code open} for lengths. */
  public static double value(Control control, String text) {
    if (control == Control.MODE) {
      return Arrays.stream(Mode.values()).filter(mode -> mode.word().equals(text)).findFirst()
          .orElseThrow(() -> new IllegalArgumentException("mode '" + text + "': expected "
              + Arrays.stream(Mode.values()).map(Mode::word).collect(Collectors.joining(", "))))
          .ordinal();
    }
    if (control == Control.CLOCK) {
      int source = CLOCKS.indexOf(text);
      if (source < 0) {
        throw new IllegalArgumentException("clock '" + text + "': expected internal, midi or player");
      }
      return source;
    }
    if (control == Control.KEY_LOCK) {
      if (text.equals("off")) {
        return -1;
      }
      Key key = Key.parse(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
      return key.tonic() + (key.minor() ? MAJOR_KEYS : 0);
    }
    return control.require(switch (text) {
      case "on" -> 1;
      case "off", "stop", "open" -> 0;
      default -> number(text);
    });
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "': expected a number", e);
    }
  }

  /** What can be typed, with ranges and what is set now. */
  private String help() {
    StringBuilder help = new StringBuilder("""
          start [bars of count-in] · stop · go BAR · loop FROM TO · tempo BPM [over BARS] · tap · meter M · model off · learn [CONTROL] · forget cc 1 74 · quit
          r regenerate · u undo · k keep · h hold · m mute · p panic · c click
        """);
    for (Control control : Control.values()) {
      if (control.kind() != Control.Kind.TRIGGER) {
        help.append(String.format(
            Locale.ROOT, "  %-12s %-9s %-34s %s%n", control.word(), Choices.word(control, controls.value(control)), range(control),
            control.meaning()));
      }
    }
    return help.append("  a voice before the value (density 2 -0.5): ").append(
        Arrays.stream(Control.values()).filter(Control::perVoice).map(Control::word).collect(Collectors.joining(", "))).toString();
  }

  private static String range(Control control) {
    return switch (control.kind()) {
      case SWITCH -> "on or off";
      case CHOICE -> control == Control.KEY_LOCK ? "off, or a key such as Am" : control.unit();
      default -> String.format(Locale.ROOT, "%.0f to %.0f %s", control.lowest(), control.highest(), control.unit()).strip();
    };
  }
}
