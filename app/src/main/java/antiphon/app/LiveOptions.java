package antiphon.app;

import antiphon.control.Command;
import antiphon.control.CommandReader;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.control.Mode;
import antiphon.harmony.ChordChart;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.BandStyles;
import antiphon.presets.Charts;
import antiphon.presets.Playing;
import antiphon.presets.PresetException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every command that plays live: who plays when, over which changes, by whose clock. */
final class LiveOptions {
  @Option(names = "--mode", paramLabel = "MODE",
      description = "continue: you play a phrase, it goes on. trade: turns of fixed length. accompany: it plays along. "
          + "thru: it listens. (default: the preset file's, else continue)")
  private @Nullable String mode;

  @Option(names = "--chart", paramLabel = "CHART",
      description = "Changes to play over: a name (${COMPLETION-CANDIDATES}), a .txt file, or chords such as "
          + "'Dm7 | G7 | Cmaj7 | %%'.", completionCandidates = ChartNames.class)
  private @Nullable String chart;

  @Option(names = "--cycle", paramLabel = "SEMITONES",
      description = "After each time through the chart so many semitones higher, 1 to 11: 5 goes through all keys in fourths.")
  private @Nullable Integer cycle;

  @Option(names = "--backing", paramLabel = "STYLE",
      description = "A band of chords, bass and drums (channels 14, 15 and 10) over the chart, or over what it hears: ${COMPLETION-CANDIDATES}, "
          + "or a .toml file; auto takes what fits your meter, tempo and swing.", completionCandidates = StyleNames.class)
  private @Nullable String backing;

  @Option(names = "--listen", paramLabel = "N|stop", description = "Bars of your phrase, or until you stop.")
  private @Nullable String listen;

  @Option(names = "--answer", paramLabel = "N|open", description = "Bars of an answer, or until you play again.")
  private @Nullable String answer;

  @Option(names = "--horizon", paramLabel = "BEATS", description = "How far ahead an accompaniment is committed, 0 to 4.")
  private @Nullable String horizon;

  @Option(names = "--set", paramLabel = "CONTROL=VALUE",
      description = "Any control at the start, such as --set density=-0.5 --set key-lock=Am. While it plays, type them: help.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--clock", paramLabel = "internal|midi|player", defaultValue = "internal",
      description = "Who leads the time: itself, a master's MIDI clock at the input, or you as you play. (default: ${DEFAULT-VALUE})")
  private String clock = "internal";

  @Option(names = "--clock-out", description = "Send MIDI clock to the output.")
  private boolean clockOut;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /** Names for the help. */
  static final class ChartNames implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Charts.names().iterator();
    }
  }

  /** Styles for the help. */
  static final class StyleNames implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return BandStyles.names().iterator();
    }
  }

  /** What is not said here is as a preset's file says it. */
  void otherwise(Playing playing) {
    mode = mode == null ? playing.mode() : mode;
    if (chart == null) {
      chart = playing.chart();
      cycle = cycle == null ? playing.cycle() : cycle;
    }
    backing = backing == null ? playing.backing() : backing;
    Map<String, String> all = new LinkedHashMap<>(playing.controls());
    all.putAll(set);
    set = all;
  }

  /** Whether it is to play along from the start. */
  boolean along() {
    return Mode.ACCOMPANY.word().equals(mode);
  }

  /** Whether there is a chart. */
  boolean overChanges() {
    return chart != null;
  }

  /** The settings with all of these. */
  EngineSettings apply(EngineSettings settings) {
    try {
      Controls controls = settings.controls();
      Map<String, String> wanted = new LinkedHashMap<>();
      wanted.put("mode", mode == null ? Mode.CONTINUE.word() : mode);
      putIf(wanted, Control.LISTEN_BARS, listen);
      putIf(wanted, Control.ANSWER_BARS, answer);
      putIf(wanted, Control.HORIZON, horizon);
      putIf(wanted, Control.CLOCK, clock);
      wanted.putAll(set);
      for (Map.Entry<String, String> entry : wanted.entrySet()) {
        Command.Set one = CommandReader.row(entry.getKey(), entry.getValue());
        settings.admit(one);
        controls = controls.with(one.control(), one.voice(), one.value());
      }
      EngineSettings all = settings.withControls(controls).withClockOut(clockOut);
      EngineSettings over = chart().map(all::withChart).orElse(all);
      return backing == null ? over : over.withBacking(BandStyles.band(backing));
    } catch (IllegalArgumentException | IllegalStateException | PresetException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void putIf(Map<String, String> wanted, Control control, @Nullable String value) {
    if (value != null) {
      wanted.put(control.word(), value);
    }
  }

  /** The changes, if there are any. */
  Optional<ChordChart> chart() {
    if (chart == null && cycle != null) {
      throw new ParameterException(spec.commandLine(), "--cycle " + cycle + ": expected a --chart, which it moves");
    }
    if (chart == null) {
      return Optional.empty();
    }
    boolean named = chart.endsWith(".txt") || chart.chars().allMatch(c -> Character.isLowerCase(c) || c == '-');
    ChordChart found = named ? Charts.chart(chart) : ChordChart.parse(chart);
    return Optional.of(cycle == null ? found : found.cycled(cycle));
  }
}
