package antiphon.app;

import antiphon.critic.Fingerprints;
import antiphon.critic.Ranker;
import antiphon.critic.Weights;
import antiphon.lab.evaluate.HeldOut;
import antiphon.lab.evaluate.Preferences;
import antiphon.model.Decoder;
import antiphon.model.Sampling;
import antiphon.score.Score;
import antiphon.session.live.TakeRecorder;
import antiphon.take.Take;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code antiphon pairs}: better and worse bars, for the preference stage of training. */
@Command(
    name = "pairs",
    description = "Writes pairs of a better and a worse bar for training/runs/prefer.sh, by the critic or from your own takes.",
    footer = {
      "", "Examples:", "  antiphon pairs --from data.jsonl -o pairs.jsonl",
      "  antiphon pairs --takes takes/ -o mine.jsonl      # what you had written anew, against what you let play"
    })
final class PairsCommand implements Callable<Integer> {
  @Option(names = "--from", paramLabel = "FOLDER|FILE",
      description = "Pieces that the model goes on with: a folder of music, or what 'antiphon encode' wrote, of which the training split is used.")
  private @Nullable Path from;

  @Option(names = "--takes", paramLabel = "FOLDER", description = "Every take below it.")
  private @Nullable Path takes;

  @Option(names = {"-o", "--out"}, paramLabel = "FILE", required = true, description = "The JSON lines to write.")
  private Path out = Path.of("");

  @Option(names = "--pieces", paramLabel = "N", defaultValue = "300", description = "At most this many pieces (default: ${DEFAULT-VALUE}).")
  private int pieces;

  @Option(names = "--candidates", paramLabel = "K", defaultValue = "8", description = "Drafts of a bar (default: ${DEFAULT-VALUE}).")
  private int candidates;

  @Option(names = "--margin", paramLabel = "M", defaultValue = "0.3",
      description = "The least lead for the critic that makes a pair (default: ${DEFAULT-VALUE}).")
  private double margin;

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (from == null && takes == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--from' or '--takes'");
    }
    if (candidates < 2) {
      throw new ParameterException(spec.commandLine(), "--candidates " + candidates + ": expected at least 2");
    }
    int[] count = {0};
    ObjectMapper json = new ObjectMapper();
    try (Writer writer = Files.newBufferedWriter(out)) {
      Consumer<Preferences.Pair> sink = pair -> {
        try {
          writer.write(json.writeValueAsString(pair) + "\n");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        count[0]++;
      };
      if (from != null) {
        byCritic(HeldOut.training(from, pieces), sink);
      }
      if (takes != null) {
        byPlayer(takes, sink);
      }
    }
    spec.commandLine().getOut().println(count[0] + " pairs");
    spec.commandLine().getOut().flush();
    return count[0] > 0 ? 0 : 1;
  }

  private void byCritic(List<Score> scores, Consumer<Preferences.Pair> sink) {
    Sampling sampling = options.preset("song-accompanist").sampling();
    long seed = options.seed();
    try (Decoder decoder = options.decoder()) {
      Ranker ranker = new Ranker(Weights.DEFAULT, Fingerprints.of(decoder));
      for (int i = 0; i < scores.size(); i++) {
        Preferences.byCritic(decoder, scores.get(i), candidates, margin, ranker, sampling, seed + i, sink);
      }
    }
  }

  private static void byPlayer(Path folder, Consumer<Preferences.Pair> sink) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(path -> path.endsWith(TakeRecorder.FILE)).sorted().toList();
    }
    for (Path file : files) {
      Preferences.byPlayer(Take.read(file), sink);
    }
  }
}
