package antiphon.app;

import antiphon.critic.DensityRatio;
import antiphon.critic.Fingerprints;
import antiphon.critic.Ranker;
import antiphon.critic.Weights;
import antiphon.lab.corpus.Piece;
import antiphon.lab.evaluate.HeldOut;
import antiphon.lab.evaluate.Judgement;
import antiphon.lab.evaluate.Judging;
import antiphon.lab.evaluate.RatioFit;
import antiphon.model.Decoder;
import antiphon.score.Score;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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

/** {@code antiphon evaluate judge}: how well answers are told from what composers wrote. */
@Command(
    name = "judge",
    description = {
      "Lets the model go on from the borders of phrases, one draft a bar and the critic's choice, and asks a judge whether that is told "
          + "from what the composers wrote there: a logistic regression and a forest on some 200 figures of the notes, learnt from other works."
    },
    footer = {
      "", "Examples:", "  antiphon evaluate judge --on data.jsonl --pieces 300",
      "  antiphon evaluate judge --on data.jsonl --bars 2,8,32 --learn data.jsonl --json figures.json",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class JudgeCommand implements Callable<Integer> {
  private static final int MOST_BARS = 64;

  @Option(names = "--on", paramLabel = "FOLDER|FILE", description = "As for 'evaluate'.")
  private @Nullable Path on;

  @Option(names = "--learn", paramLabel = "FOLDER|FILE", description = "Pieces that the nearest bar is taken from; without it that way is left out.")
  private @Nullable Path learn;

  @Option(names = "--learn-pieces", paramLabel = "N", defaultValue = "500", description = "Learn from at most this many (default: ${DEFAULT-VALUE}).")
  private int learnPieces;

  @Option(names = "--pieces", paramLabel = "N", defaultValue = "300", description = "At most this many pieces (default: ${DEFAULT-VALUE}).")
  private int pieces;

  @Option(names = "--bars", paramLabel = "N", split = ",", defaultValue = "8",
      description = "After how many bars to ask, each from 1 to 64 (default: ${DEFAULT-VALUE}); as many as the most are written.")
  private List<Integer> bars = List.of();

  @Option(names = "--candidates", paramLabel = "K", defaultValue = "3", description = "As for 'evaluate' (default: ${DEFAULT-VALUE}).")
  private int candidates;

  @Option(names = "--closeness", paramLabel = "X", defaultValue = "0",
      description = "How near to stay to the page, -1 (no memory) to 1 (default: ${DEFAULT-VALUE}).")
  private double closeness;

  @Option(names = "--fit", paramLabel = "FILE",
      description = "Instead of judging, fit what the critic prefers to what --learn names (its training split) and the model's drafts there, and write it to this file.")
  private @Nullable Path fit;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too, by name.")
  private @Nullable Path json;

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (pieces < 1 || candidates < 1 || learnPieces < 1) {
      throw new ParameterException(spec.commandLine(), "--pieces, --candidates and --learn-pieces: expected at least 1");
    }
    check(spec, "--bars", bars);
    if (!(closeness >= -1 && closeness <= 1)) {
      throw new ParameterException(spec.commandLine(), "--closeness " + closeness + ": expected -1 to 1");
    }
    if (fit != null && learn == null) {
      throw new ParameterException(spec.commandLine(), "--fit: expected --learn with it");
    }
    if (fit != null && learn != null) {
      return fit(fit, learn);
    }
    List<Score> training = learn == null ? List.of() : HeldOut.training(learn, learnPieces);
    List<Piece> measured = on == null ? HeldOut.own() : HeldOut.of(on, pieces, score -> true);
    try (Decoder decoder = options.decoder();
        Progress progress = Progress.of(spec.commandLine(), "pieces", measured.size())) {
      Fingerprints known = Fingerprints.of(decoder);
      Judgement judgement = Judging.of(
          decoder, measured.stream().filter(piece -> !HeldOut.known(piece.score(), known)).toList(), training,
          new Ranker(Weights.DEFAULT, known),
          new Judging.Task(bars, candidates, options.preset("song-accompanist").sampling(), closeness, options.seed()), progress::at);
      Map<String, Number> figures = judgement.figures(bars);
      PrintWriter print = spec.commandLine().getOut();
      print.print(judgement.text(figures, bars));
      print.flush();
      if (json != null) {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), figures);
      }
    }
    return 0;
  }

  static void check(CommandSpec spec, String option, List<Integer> bars) {
    if (bars.isEmpty() || bars.stream().anyMatch(count -> count < 1 || count > MOST_BARS)) {
      throw new ParameterException(spec.commandLine(), option + " " + bars + ": expected numbers from 1 to " + MOST_BARS);
    }
  }

  private int fit(Path to, Path from) throws IOException {
    List<Score> learnt = HeldOut.trainingOfEach(from, learnPieces);
    try (Decoder decoder = options.decoder();
        Progress progress = Progress.of(spec.commandLine(), "pieces", learnt.size())) {
      DensityRatio ratio = RatioFit.of(decoder, learnt, options.preset("song-accompanist").sampling(), options.seed(), progress::at);
      Files.writeString(to, ratio.text());
    }
    return 0;
  }
}
