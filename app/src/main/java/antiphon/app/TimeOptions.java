package antiphon.app;

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
}
