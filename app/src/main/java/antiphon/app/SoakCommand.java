package antiphon.app;

import antiphon.lab.soak.Soak;
import antiphon.lab.soak.SoakPlan;
import antiphon.control.Mode;
import antiphon.model.Decoder;
import antiphon.pipeline.ClockSource;
import antiphon.pipeline.EngineSettings;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code antiphon soak}: plays for a long time with everything against it, and counts. */
@Command(
    name = "soak",
    description = "Plays in real time with somebody who errs, a clock that jitters and a busy machine, and counts what is late or hangs.",
    footer = {
      "", "Examples:", "  antiphon soak --minutes 5", "  antiphon soak --minutes 60 --load --mode all --json soak.json",
      "", "Exit codes: 0 nothing late and nothing hanging, 1 otherwise, 2 wrong usage."
    })
final class SoakCommand implements Callable<Integer> {
  private static final double MOST_MINUTES = 24 * 60;

  @Option(names = "--minutes", paramLabel = "N", defaultValue = "1", description = "How long (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(names = "--load", description = "Keep every core busy meanwhile.")
  private boolean load;

  @Option(names = "--mode", paramLabel = "MODE", defaultValue = "all",
      description = "accompany, trade, continue, or all in turn (default: ${DEFAULT-VALUE}).")
  private String mode = "all";

  @Option(names = "--clock", paramLabel = "CLOCK", defaultValue = "midi",
      description = "midi: led by a MIDI clock that is up to 3 ms off; internal (default: ${DEFAULT-VALUE}).")
  private String clock = "midi";

  @Option(names = "--no-priority", description = "Ask for no real-time priority, for comparison.")
  private boolean noPriority;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too.")
  private @Nullable Path json;

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
      throw new ParameterException(spec.commandLine(), "--minutes " + minutes + ": expected more than 0, at most " + MOST_MINUTES);
    }
    List<Mode> modes = modes();
    EngineSettings settings = new EngineSettings(options.preset("song-accompanist"), options.seed(), false, 0)
        .withClock(clockSource());
    Map<String, Object> figures;
    try (Decoder decoder = options.decoder();
        Progress _ = Progress.timed(spec.commandLine(), "soak", minutes * 60)) {
      figures = Soak.run(new SoakPlan(settings, minutes, load, !noPriority, modes, options.seed()), decoder);
    }
    PrintWriter print = spec.commandLine().getOut();
    figures.forEach((name, value) -> print.println(name + " " + value));
    print.flush();
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), figures);
    }
    boolean clean = List.of("late", "hanging", "skipped").stream().allMatch(name -> Long.valueOf(0).equals(figures.get(name)));
    return clean ? 0 : 1;
  }

  private List<Mode> modes() {
    List<Mode> all = List.of(Mode.ACCOMPANY, Mode.TRADE, Mode.CONTINUE);
    if (mode.equals("all")) {
      return all;
    }
    return all.stream().filter(m -> m.word().equals(mode)).findFirst().map(List::of).orElseThrow(
        () -> new ParameterException(spec.commandLine(), "--mode " + mode + ": expected accompany, trade, continue or all"));
  }

  private ClockSource clockSource() {
    return switch (clock) {
      case "midi" -> ClockSource.MIDI_CLOCK;
      case "internal" -> ClockSource.INTERNAL;
      default -> throw new ParameterException(spec.commandLine(), "--clock " + clock + ": expected midi or internal");
    };
  }
}
