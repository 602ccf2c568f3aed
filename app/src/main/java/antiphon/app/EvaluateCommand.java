package antiphon.app;

import antiphon.app.evaluate.Evaluation;
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

/** {@code antiphon evaluate}: how good a model is, in numbers. */
@Command(
    name = "evaluate",
    subcommands = AccompanyCommand.class,
    description = "Measures a model on scores that it has not seen.",
    footer = {
      "", "Example:", "  antiphon encode music/ -o data.jsonl && antiphon evaluate --on data.jsonl --pieces 50",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class EvaluateCommand implements Callable<Integer> {
  @Option(names = "--on", paramLabel = "FILE", description = "What 'antiphon encode' wrote; its validation split is used.")
  private @Nullable Path on;

  @Option(names = "--pieces", paramLabel = "N", defaultValue = "100",
      description = "At most this many pieces (default: ${DEFAULT-VALUE}).")
  private int pieces;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too.")
  private @Nullable Path json;

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (on == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--on=FILE'");
    }
    if (pieces < 1) {
      throw new ParameterException(spec.commandLine(), "--pieces " + pieces + ": expected at least 1");
    }
    PrintWriter print = spec.commandLine().getOut();
    try (Decoder decoder = options.decoder()) {
      Evaluation evaluation = Evaluation.of(decoder, on, pieces, options.seed());
      if (evaluation.pieces() == 0) {
        throw new IOException(on + ": no piece of a validation split, expected what 'antiphon encode' writes");
      }
      print.print(evaluation.text());
      print.flush();
      if (json != null) {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), evaluation.figures());
      }
    }
    return 0;
  }
}
