package antiphon.app;

import antiphon.lab.corpus.Piece;
import antiphon.lab.evaluate.Comparison;
import antiphon.lab.evaluate.HeldOut;
import antiphon.lab.evaluate.Listening;
import antiphon.lab.report.ListeningPage;
import antiphon.critic.Fingerprints;
import antiphon.critic.Ranker;
import antiphon.critic.Weights;
import antiphon.model.Decoder;
import antiphon.score.Score;
import java.io.IOException;
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

/** {@code antiphon evaluate listen}: pairs for ears. */
@Command(
    name = "listen",
    description = {
      "Makes a page with pairs of continuations to listen to, without saying whose they are: the model, with the critic "
          + "choosing, ways without a model, the composer. Who is who stands in " + ListeningPage.KEY + "."
    },
    footer = {"", "Example:", "  antiphon evaluate listen --on my-music/ --out listening"})
final class ListenCommand implements Callable<Integer> {
  /** Pieces that may be too short, for each pair that is wanted. */
  private static final int SPARE = 3;

  @Option(names = "--on", paramLabel = "FOLDER|FILE", description = "As for 'evaluate'.")
  private @Nullable Path on;

  @Option(names = "--learn", paramLabel = "FOLDER|FILE", description = "As for 'evaluate'.")
  private @Nullable Path learn;

  @Option(names = "--learn-pieces", paramLabel = "N", defaultValue = "1500",
      description = "Learn from at most this many (default: ${DEFAULT-VALUE}).")
  private int learnPieces;

  @Option(names = {"-o", "--out"}, paramLabel = "DIR", required = true, description = "The folder to write.")
  private Path out = Path.of("");

  @Option(names = "--pairs", paramLabel = "N", defaultValue = "20", description = "At most this many (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(names = "--candidates", paramLabel = "K", defaultValue = "3",
      description = "The critic has so many bars to choose from (default: ${DEFAULT-VALUE}).")
  private int candidates;

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (pairs < 1 || candidates < 1 || learnPieces < 1) {
      throw new ParameterException(spec.commandLine(), "--pairs, --candidates and --learn-pieces: expected at least 1");
    }
    List<Piece> pieces = on == null ? HeldOut.own() : HeldOut.of(on, SPARE * pairs, score -> true);
    List<Score> training = learn == null ? List.of() : HeldOut.training(learn, learnPieces);
    Comparison.Task task =
        new Comparison.Task(candidates, options.preset("song-accompanist").sampling(), List.of(), options.seed());
    try (Decoder decoder = options.decoder()) {
      Ranker ranker = new Ranker(Weights.DEFAULT, Fingerprints.of(decoder));
      List<Listening.Duel> duels = Listening.of(decoder, pieces, training, ranker, task, pairs);
      if (duels.isEmpty()) {
        throw new IOException(on + ": no piece of sixteen full bars, expected at least one");
      }
      ListeningPage.write(duels, out);
      spec.commandLine().getOut().println(duels.size() + " pairs in " + out.resolve("index.html"));
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
