package antiphon.app;

import antiphon.app.bench.PolicyBench;
import antiphon.app.bench.PolicyFigures;
import antiphon.app.bench.RecoveryBench;
import antiphon.generate.Preset;
import antiphon.model.Decoder;
import antiphon.presets.Presets;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code antiphon bench}: comparisons in one run. */
@Command(
    name = "bench",
    description = "Compares ways to do it, in one run with the same input, model and load.",
    subcommands = {BenchCommand.Policies.class, BenchCommand.Recovery.class},
    footer = {"", "Examples:", "  antiphon bench policies --load", "  antiphon bench recovery --melodies 36"})
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "bench: expected policies or recovery");
  }

  /** Ours against three simple policies. */
  @Command(
      name = "policies",
      description = {
        "Plays phrases and answers in real time by this engine and by three simple policies: writing at the bar line,",
        "dropping what is 100 ms late, skipping a bar when busy."
      })
  static final class Policies implements Callable<Integer> {
    @Option(names = "--rounds", paramLabel = "N", defaultValue = "4",
        description = "Phrases, with an answer each, for each policy (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--load", description = "Keep every core busy meanwhile.")
    private boolean load;

    @Option(names = "--tempo", paramLabel = "BPM", defaultValue = "160", description = "Quarters a minute (default: ${DEFAULT-VALUE}).")
    private double tempo;

    @Mixin private ModelOptions options = new ModelOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
      if (rounds < 1) {
        throw new ParameterException(spec.commandLine(), "--rounds " + rounds + ": expected at least 1");
      }
      Preset preset = options.preset(Presets.DEFAULT).withTime(Meter.COMMON, Tempo.ofQuartersPerMinute(tempo));
      PrintWriter print = spec.commandLine().getOut();
      try (Decoder decoder = options.decoder()) {
        print.println(PolicyFigures.heading());
        PolicyBench.run(preset, decoder, rounds, load, options.seed()).forEach(figures -> print.println(figures.row()));
      }
      print.flush();
      return 0;
    }
  }

  /** How soon an accompaniment finds a player who leaves the key. */
  @Command(
      name = "recovery",
      description = {
        "Accompanies melodies that go on a tritone higher from beat 17, in virtual time: beats until the consonance is",
        "back at 95 % of before, with and without revising plans."
      })
  static final class Recovery implements Callable<Integer> {
    @Option(names = "--melodies", paramLabel = "N", defaultValue = "24", description = "How many (default: ${DEFAULT-VALUE}).")
    private int melodies;

    @Mixin private ModelOptions options = new ModelOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      if (melodies < 1) {
        throw new ParameterException(spec.commandLine(), "--melodies " + melodies + ": expected at least 1");
      }
      PrintWriter print = spec.commandLine().getOut();
      try (Decoder decoder = options.decoder()) {
        print.printf("%-28s %5s %7s %7s %5s %7s %6s%n", "way", "runs", "before", "after", "back", "median", "mean");
        RecoveryBench.run(RecoveryBench.presets(options::preset), decoder, melodies, options.seed()).forEach((name, way) -> print.printf(
            Locale.ROOT, "%-28s %5d %7.3f %7.3f %5d %7.1f %6.1f%n",
            name, way.runs(), way.before(), way.after(), way.back(), way.medianBeats(), way.meanBeats()));
      }
      print.flush();
      return 0;
    }
  }
}
