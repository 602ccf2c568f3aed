package antiphon.app;

import antiphon.app.live.LiveCommands;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.control.Mode;
import antiphon.harmony.ChordChart;
import antiphon.harmony.CompingPart.Style;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.Charts;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every command that plays live: who plays when, over which changes, by whose clock. */
final class LiveOptions {
  @Option(names = "--mode", paramLabel = "MODE", defaultValue = "continue",
      description = "continue: you play a phrase, it goes on. trade: turns of fixed length. accompany: it plays along. "
          + "thru: it listens. (default: ${DEFAULT-VALUE})")
  private String mode = "continue";

  @Option(names = "--chart", paramLabel = "CHART",
      description = "Changes to play over: a name (${COMPLETION-CANDIDATES}), a .txt file, or chords such as "
          + "'Dm7 | G7 | Cmaj7 | %%'.", completionCandidates = ChartNames.class)
  private @Nullable String chart;

  @Option(names = "--backing", paramLabel = "STYLE",
      description = "A band of chords and bass over the chart: plain, swing, folk or ballad (channels 14 and 15).")
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

  /** Whether it is to play along from the start. */
  boolean along() {
    return mode.equals(Mode.ACCOMPANY.word());
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
      wanted.put("mode", mode);
      putIf(wanted, Control.LISTEN_BARS, listen);
      putIf(wanted, Control.ANSWER_BARS, answer);
      putIf(wanted, Control.HORIZON, horizon);
      putIf(wanted, Control.CLOCK, clock);
      wanted.putAll(set);
      for (Map.Entry<String, String> entry : wanted.entrySet()) {
        Control control = Control.of(entry.getKey()).orElseThrow(() -> new IllegalArgumentException(
            "control '" + entry.getKey() + "': expected one of " + Control.words()));
        controls = controls.with(control, LiveCommands.value(control, entry.getValue()));
      }
      EngineSettings all = settings.withControls(controls).withClockOut(clockOut);
      EngineSettings over = chart().map(all::withChart).orElse(all);
      return backing == null ? over : over.withBacking(style(backing));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void putIf(Map<String, String> wanted, Control control, @Nullable String value) {
    if (value != null) {
      wanted.put(control.word(), value);
    }
  }

  private static Style style(String word) {
    return Arrays.stream(Style.values()).filter(style -> style.name().toLowerCase(Locale.ROOT).equals(word)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("--backing " + word + ": expected plain, swing, folk or ballad"));
  }

  /** The changes, if there are any. */
  Optional<ChordChart> chart() {
    if (chart == null) {
      return Optional.empty();
    }
    boolean named = chart.endsWith(".txt") || chart.chars().allMatch(c -> Character.isLowerCase(c) || c == '-');
    return Optional.of(named ? Charts.chart(chart) : ChordChart.parse(chart));
  }
}
