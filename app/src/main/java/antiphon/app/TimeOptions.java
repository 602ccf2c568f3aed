package antiphon.app;

import antiphon.pipeline.EngineSettings;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every command that keeps time: meter and tempo. */
final class TimeOptions {
  @Option(names = "--meter", paramLabel = "M", description = "Meter, such as 3/4 or 7/8.")
  private @Nullable String meter;

  @Option(names = "--tempo", paramLabel = "BPM", description = "Quarter notes a minute, 5 to 1000.")
  private @Nullable Double tempo;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /** Meter and tempo where no option gives them. */
  void otherwise(@Nullable String otherMeter, @Nullable String otherTempo) {
    meter = meter == null ? otherMeter : meter;
    tempo = tempo == null && otherTempo != null ? Double.valueOf(otherTempo) : tempo;
  }

  Optional<Meter> meter() {
    try {
      return Optional.ofNullable(meter).map(Meter::parse);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  Optional<Tempo> tempo() {
    try {
      return Optional.ofNullable(tempo).map(Tempo::ofQuartersPerMinute);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** The same at the tempo that was asked for, if one was: it goes before that of a chart or of a take. */
  EngineSettings over(EngineSettings given) {
    return tempo().map(asked -> new EngineSettings(
        given.preset().withTime(given.preset().meter(), asked), given.chart().map(chart -> chart.withTempo(asked)), given.backing(),
        given.controls(), given.seed(), given.startOnFirstNote(), given.sealAheadNs(), given.leadNs(), given.rounds(),
        given.clockOut(), given.opening())).orElse(given);
  }
}
