package antiphon.app;

import antiphon.lab.evaluate.Accompaniment;
import antiphon.critic.Fingerprints;
import antiphon.critic.Ranker;
import antiphon.critic.Weights;
import antiphon.model.Decoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code antiphon evaluate accompany}: how well a model plays along, in numbers. */
@Command(
    name = "accompany",
    description = "Lets a model accompany melodies that it has not seen, and compares ways to do it.",
    footer = {
      "", "Example:", "  antiphon evaluate accompany --on data.jsonl --tag voice+keyboard",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class AccompanyCommand implements Callable<Integer> {
  @Option(names = "--on", paramLabel = "FILE", required = true,
      description = "What 'antiphon encode' wrote; of its validation split the pieces with a melody above other staves are used.")
  private Path on = Path.of("");

  @Option(names = "--tag", paramLabel = "WORD", defaultValue = "",
      description = "Only pieces with this style word, such as voice+keyboard.")
  private String tag = "";

  @Option(names = "--pieces", paramLabel = "N", defaultValue = "40",
      description = "At most this many pieces (default: ${DEFAULT-VALUE}).")
  private int pieces;

  @Option(names = "--bars", paramLabel = "N", defaultValue = "32",
      description = "At most this many bars of each (default: ${DEFAULT-VALUE}).")
  private int bars;

  @Option(names = "--candidates", paramLabel = "K", defaultValue = "3",
      description = "Where the critic chooses, it has so many bars to choose from (default: ${DEFAULT-VALUE}).")
  private int candidates;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too.")
  private @Nullable Path json;

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    atLeastOne("--pieces", pieces);
    atLeastOne("--bars", bars);
    atLeastOne("--candidates", candidates);
    PrintWriter print = spec.commandLine().getOut();
    Accompaniment.Task task =
        new Accompaniment.Task(pieces, bars, tag, candidates, options.preset("song-accompanist").sampling(), options.seed());
    try (Decoder decoder = options.decoder()) {
      Accompaniment accompaniment =
          Accompaniment.of(decoder, on, task, new Ranker(Weights.DEFAULT, Fingerprints.of(decoder)));
      if (accompaniment.pieces() == 0) {
        throw new IOException(
            on + ": no piece of a validation split with a melody above other staves, expected what 'antiphon encode' writes");
      }
      print.print(accompaniment.text());
      print.flush();
      if (json != null) {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), accompaniment.figures());
      }
    }
    return 0;
  }

  private void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new ParameterException(spec.commandLine(), option + " " + value + ": expected at least 1");
    }
  }
}
