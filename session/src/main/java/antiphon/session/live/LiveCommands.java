package antiphon.session.live;

import antiphon.control.Command;
import antiphon.control.CommandReader;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.engine.LiveEngine;
import antiphon.time.Clock;
import antiphon.time.TapTempo;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import antiphon.web.MidiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Does what a player asks for while the music goes on, from wherever it comes, and tells what was done. [any] */
public final class LiveCommands {
  private static final long NS_PER_MS = 1_000_000;
  private static final long START_AHEAD_MS = 200;

  private final LiveEngine engine;
  private final Clock clock;
  private final RemovableModel model;
  private final TapTempo taps = new TapTempo();
  private volatile @Nullable MidiMap map;

  /** Commands {@code session}. */
  public LiveCommands(LiveSession session) {
    this.engine = session.engine();
    this.clock = session.clock();
    this.model = session.model();
  }

  /** Lets {@code learn density} bind a controller in this map, whose commands come here; {@code problems} is told what was refused. */
  public void learnsBy(MidiMap learner, Consumer<String> problems) {
    map = learner;
    learner.commands(this::perform, problems);
  }

  /** Does what the line says and tells what was done, or why not. */
  public String run(String line) {
    try {
      return perform(CommandReader.read(line));
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /**
   * Does it and tells what was done.
   *
   * @throws IllegalArgumentException if it is refused: what was found, what was expected
   */
  public synchronized String perform(Command command) {
    return switch (command) {
      case Command.Nothing _ -> "";
      case Command.Help _ -> help();
      case Command.Set set -> set(set);
      case Command.Toggle(Control control) -> control.word() + (engine.toggle(control) ? " on" : " off");
      case Command.Start(int countIn) -> start(countIn);
      case Command.Stop _ -> {
        engine.stop();
        yield "stopped";
      }
      case Command.Locate(long bar) -> {
        engine.locate(engine.transport().position().timeline().barStart(bar - 1));
        yield "at bar " + bar;
      }
      case Command.Loop(long first, long last) -> {
        engine.loop(first - 1, last);
        yield "bars " + first + " to " + last + " again and again";
      }
      case Command.EndLoop _ -> {
        engine.loop(0, 0);
        yield "no loop";
      }
      case Command.SetTempo(double quarters, int bars) ->
          tempo(Tempo.ofQuartersPerMinute(quarters), bars) + (bars > 0 ? " over " + bars + " bars" : "");
      case Command.Tap _ -> taps.tap(clock.nanoTime()).map(tempo -> tempo(tempo, 0)).orElse("tap again");
      case Command.SetMeter set -> {
        engine.meter(set.meter());
        yield "meter " + set.meter() + " from the next bar that is open";
      }
      case Command.UseModel(boolean on) -> {
        model.take(!on);
        yield on ? "with the model" : "without the model: what was planned plays, then fallbacks";
      }
      case Command.Learn(String row) -> {
        learner().learn(row);
        yield "move a controller or press a key of the MIDI device for " + row;
      }
      case Command.Learnt _ -> learnt();
      case Command.Forget(String from) -> {
        learner().forget(from);
        yield from + " is the music's again";
      }
    };
  }

  private String start(int bars) {
    Timeline timeline = engine.transport().position().timeline();
    long startNs = clock.nanoTime() + START_AHEAD_MS * NS_PER_MS + bars * timeline.nanosAt(timeline.barStart(1));
    if (bars > 0) {
      engine.control(Control.CLICK, 0, 1);
    }
    engine.start(startNs);
    return bars > 0 ? "starts after " + bars + " bars" : "starts";
  }

  private String tempo(Tempo tempo, int bars) {
    engine.tempo(tempo, bars);
    return String.format(Locale.ROOT, "tempo %.1f", tempo.quartersPerMinute());
  }

  private String set(Command.Set set) {
    Control control = set.control();
    engine.control(control, set.voice(), set.value());
    return control.kind() == Control.Kind.TRIGGER
        ? control.word() + (control == Control.PANIC ? ": silent, and mute until 'm'" : "")
        : control.word() + (set.voice() > 0 ? " of voice " + set.voice() : "") + " " + control.word(set.value());
  }

  private MidiMap learner() {
    return Optional.ofNullable(map).orElseThrow(() -> new IllegalArgumentException("learn: expected a MIDI input"));
  }

  private String learnt() {
    List<MidiMap.Binding> bindings = learner().bindings();
    return bindings.isEmpty() ? "nothing is bound: learn density, then move a controller or press a key"
        : bindings.stream().map(binding -> binding.from() + " = " + binding.row()).collect(Collectors.joining(", "));
  }

  /** What can be typed, with ranges and what is set now. */
  private String help() {
    StringBuilder help = new StringBuilder("""
          start [bars of count-in] · stop · go BAR · loop FROM TO · tempo BPM [over BARS] · tap · meter M · model off · learn [CONTROL] · forget cc 1 74 · quit
          r regenerate · u undo · k keep · h hold · m mute · p panic · c click
        """);
    Controls now = engine.controls();
    for (Control control : Control.values()) {
      if (control.kind() != Control.Kind.TRIGGER) {
        help.append(String.format(
            Locale.ROOT, "  %-12s %-9s %-34s %s%n", control.word(), control.word(now.value(control)), range(control), control.meaning()));
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
