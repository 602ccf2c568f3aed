package antiphon.app;

import antiphon.lab.corpus.Piece;
import antiphon.lab.evaluate.HeldOut;
import antiphon.lab.evaluate.MemoryFigures;
import antiphon.memory.MemoryWeights;
import antiphon.model.Decoder;
import antiphon.score.Score;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code antiphon evaluate memory}: what a memory of the piece so far is worth. */
@Command(
    name = "memory",
    description = {
      "Measures how much less surprising music is where the model remembers the piece so far, corpus by corpus; "
          + "or fits how much the memory counts beside a model."
    },
    footer = {
      "", "Examples:", "  antiphon evaluate memory --on data.jsonl",
      "  antiphon evaluate memory --fit out/bundle/memory.txt --learn data.jsonl --model out/bundle",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class MemoryCommand implements Callable<Integer> {
  @Option(names = "--on", paramLabel = "FOLDER|FILE", description = "As for 'evaluate'.")
  private @Nullable Path on;

  @Option(names = "--pieces", paramLabel = "N", defaultValue = "400", description = "At most this many pieces (default: ${DEFAULT-VALUE}).")
  private int pieces;

  @Option(names = "--bars", paramLabel = "N", defaultValue = "64",
      description = "At most this many bars of each, from its beginning (default: ${DEFAULT-VALUE}).")
  private int bars;

  @Option(names = "--fit", paramLabel = "FILE", description = "Fit the weights to what --learn names, and write them there, instead of measuring.")
  private @Nullable Path fit;

  @Option(names = "--learn", paramLabel = "FILE", description = "What 'antiphon encode' wrote, of which the training split is used.")
  private @Nullable Path learn;

  @Option(names = "--learn-pieces", paramLabel = "N", defaultValue = "50",
      description = "Learn from at most this many of each corpus (default: ${DEFAULT-VALUE}).")
  private int learnPieces;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too, by name.")
  private @Nullable Path json;

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (pieces < 1 || bars < 1 || learnPieces < 1) {
      throw new ParameterException(spec.commandLine(), "--pieces, --bars and --learn-pieces: expected at least 1");
    }
    if ((fit == null) != (learn == null)) {
      throw new ParameterException(spec.commandLine(), "--fit and --learn: expected both or none");
    }
    PrintWriter print = spec.commandLine().getOut();
    try (Decoder decoder = options.decoder()) {
      if (fit != null && learn != null) {
        List<Score> learnt = HeldOut.trainingOfEach(learn, learnPieces);
        try (Progress progress = Progress.of(spec.commandLine(), "pieces", learnt.size())) {
          MemoryWeights weights = MemoryFigures.fit(decoder, learnt, bars, progress::at);
          Files.writeString(fit, weights.text());
        }
        print.println(fit + ": fitted to " + learnt.size() + " pieces");
      } else {
        List<Piece> measured = on == null ? HeldOut.own() : HeldOut.of(on, pieces, score -> true);
        try (Progress progress = Progress.of(spec.commandLine(), "pieces", measured.size())) {
          MemoryFigures figures = MemoryFigures.of(decoder, measured, bars, progress::at);
          print.print(figures.text());
          if (json != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), figures.figures());
          }
        }
      }
    }
    print.flush();
    return 0;
  }
}
