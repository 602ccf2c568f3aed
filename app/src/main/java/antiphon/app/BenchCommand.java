package antiphon.app;

import antiphon.lab.bench.PolicyBench;
import antiphon.lab.bench.PolicyFigures;
import antiphon.lab.bench.RecoveryBench;
import antiphon.generate.Preset;
import antiphon.model.Decoder;
import antiphon.presets.Presets;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code antiphon bench}: comparisons in one run. */
@Command(
    name = "bench",
    description = "Times a model, or compares ways to do it, in one run with the same input, model and load.",
    synopsisSubcommandLabel = "(model | policies | recovery)",
    subcommands = {BenchModelCommand.class, BenchCommand.Policies.class, BenchCommand.Recovery.class},
    footer = {
      "", "Examples:", "  antiphon bench model --model notagen-x/ --reference notagen-x.pth", "  antiphon bench policies --load",
      "  antiphon bench recovery --melodies 36"
    })
final class BenchCommand implements Runnable {
  /** Ours twice, and the simple ones. */
  private static final int POLICIES = 5;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "bench: expected model, policies or recovery");
  }

  private static void write(@Nullable Path file, Object figures) throws IOException {
    if (file != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
    }
  }

  /** Ours against three simple policies. */
  @Command(
      name = "policies",
      description = "Plays phrases and answers in real time by this engine and by three simple policies: writing at the bar line, "
          + "dropping what is 100 ms late, skipping a bar when busy.")
  static final class Policies implements Callable<Integer> {
    @Option(names = "--rounds", paramLabel = "N", defaultValue = "4",
        description = "Phrases, with an answer each, for each policy (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--load", description = "Keep every core busy meanwhile.")
    private boolean load;

    @Option(names = "--tempo", paramLabel = "BPM", defaultValue = "160", description = "Quarters a minute (default: ${DEFAULT-VALUE}).")
    private double tempo;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too.")
    private @Nullable Path json;

    @Mixin private ModelOptions options = new ModelOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
      if (rounds < 1) {
        throw new ParameterException(spec.commandLine(), "--rounds " + rounds + ": expected at least 1");
      }
      Preset preset = options.preset(Presets.DEFAULT).withTime(Meter.COMMON, Tempo.ofQuartersPerMinute(tempo));
      PrintWriter print = spec.commandLine().getOut();
      List<PolicyFigures> all;
      double seconds = POLICIES * rounds * 2 * preset.listenBars() * 4 * 60 / tempo;
      try (Decoder decoder = options.decoder();
          Progress _ = Progress.timed(spec.commandLine(), "bench", seconds)) {
        all = PolicyBench.run(preset, decoder, rounds, load, options.seed());
      }
      print.println(PolicyFigures.heading());
      all.forEach(figures -> print.println(figures.row()));
      write(json, all);
      print.flush();
      return 0;
    }
  }

  /** How soon an accompaniment finds a player who leaves the key. */
  @Command(
      name = "recovery",
      description = "Accompanies melodies that go on a tritone higher from beat 17, in virtual time: beats until the consonance is "
          + "back at 95 %% of before, with and without revising plans.")
  static final class Recovery implements Callable<Integer> {
    @Option(names = "--melodies", paramLabel = "N", defaultValue = "24", description = "How many (default: ${DEFAULT-VALUE}).")
    private int melodies;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too.")
    private @Nullable Path json;

    @Mixin private ModelOptions options = new ModelOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      if (melodies < 1) {
        throw new ParameterException(spec.commandLine(), "--melodies " + melodies + ": expected at least 1");
      }
      PrintWriter print = spec.commandLine().getOut();
      Map<String, RecoveryBench.Way> ways;
      try (Decoder decoder = options.decoder();
          Progress progress = Progress.of(spec.commandLine(), "melodies", melodies)) {
        ways = RecoveryBench.run(RecoveryBench.presets(options::preset), decoder, melodies, options.seed(), progress::at);
      }
      print.printf("%-28s %5s %7s %7s %5s %7s %6s%n", "way", "runs", "before", "after", "back", "median", "mean");
      ways.forEach((name, way) -> print.printf(
          Locale.ROOT, "%-28s %5d %7.3f %7.3f %5d %7.1f %6.1f%n",
          name, way.runs(), way.before(), way.after(), way.back(), way.medianBeats(), way.meanBeats()));
      write(json, ways);
      print.flush();
      return 0;
    }
  }
}
