package antiphon.app;

import antiphon.band.GrooveTable;
import antiphon.lab.drums.DrumEvaluation;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code antiphon evaluate drums}: how well the band's drums are told from people's. */
@Command(
    name = "drums",
    description = "Lets a classifier tell the band's drums from phrases of drummers who were set aside: 0.5 is by chance.",
    footer = {
      "", "Example:", "  antiphon evaluate drums --on groove-midi/",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class DrumsCommand implements Callable<Integer> {
  @Option(names = "--on", paramLabel = "FOLDER", required = true, description = "The Groove MIDI data cut into phrases, grooves.jsonl.")
  private Path on = Path.of("");

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all chances (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too, by name.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    DrumEvaluation evaluation = DrumEvaluation.of(on, GrooveTable.own(), seed);
    spec.commandLine().getOut().print(evaluation.text());
    spec.commandLine().getOut().flush();
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), evaluation.figures());
    }
    return 0;
  }
}
