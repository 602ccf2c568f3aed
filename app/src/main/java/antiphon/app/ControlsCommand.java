package antiphon.app;

import antiphon.generate.Preset;
import antiphon.lab.controls.ControlLaw;
import antiphon.model.Decoder;
import antiphon.presets.Presets;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

/** {@code antiphon evaluate controls}: what controls change in what is written. */
@Command(
    name = "controls",
    description = "Answers the same tune with each control at seven values, and measures what that changes in what is written.",
    footer = {
      "", "Examples:", "  antiphon evaluate controls", "  antiphon evaluate controls --presets quartet,ragtime --seeds 4 --json figures.json",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class ControlsCommand implements Callable<Integer> {
  @Option(names = "--presets", paramLabel = "NAME", split = ",", defaultValue = "folk-melody,keyboard,hymn",
      description = "With these presets (default: ${DEFAULT-VALUE}).")
  private List<String> presets = List.of();

  @Option(names = "--seeds", paramLabel = "N", defaultValue = "8", description = "The mean of so many answers (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too, by name.")
  private @Nullable Path json;

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (seeds < 1) {
      throw new ParameterException(spec.commandLine(), "--seeds " + seeds + ": expected at least 1");
    }
    List<Preset> with = presets.stream().map(Presets::find).toList();
    Map<String, Double> figures = new LinkedHashMap<>();
    PrintWriter print = spec.commandLine().getOut();
    try (Decoder decoder = options.decoder()) {
      for (ControlLaw law : ControlLaw.ALL) {
        StringBuilder head = new StringBuilder(String.format("%n%-12s %-20s", law.control().word(), law.name()));
        law.values().forEach(value -> head.append(String.format(Locale.ROOT, " %7s", law.control().word(value))));
        print.println(head);
        for (int i = 0; i < with.size(); i++) {
          StringBuilder row = new StringBuilder(String.format("%-33s", "  " + presets.get(i)));
          for (double value : law.values()) {
            double mean = law.mean(with.get(i), decoder, value, seeds);
            row.append(String.format(Locale.ROOT, " %7.2f", mean));
            figures.put(presets.get(i) + "." + law.control().word() + "." + law.control().word(value), mean);
          }
          print.println(row);
          print.flush();
        }
      }
    }
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), figures);
    }
    return 0;
  }
}
