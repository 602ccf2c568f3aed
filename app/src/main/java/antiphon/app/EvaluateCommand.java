package antiphon.app;

import antiphon.lab.bench.RecoveryBench;
import antiphon.lab.corpus.Piece;
import antiphon.lab.evaluate.Comparison;
import antiphon.lab.evaluate.HeldOut;
import antiphon.lab.evaluate.Report;
import antiphon.lab.report.HtmlReport;
import antiphon.critic.Fingerprints;
import antiphon.critic.Ranker;
import antiphon.critic.Weights;
import antiphon.model.Decoder;
import antiphon.score.Score;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
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

/** {@code antiphon evaluate}: how good a model is, in numbers. */
@Command(
    name = "evaluate",
    subcommands = {AccompanyCommand.class, ControlsCommand.class, DrumsCommand.class, FollowCommand.class, JudgeCommand.class, ListenCommand.class, MemoryCommand.class},
    description = "Measures a model on music that it has not seen, beside simpler ways on the same places.",
    footer = {
      "", "Examples:", "  antiphon evaluate --on my-music/ --html report.html",
      "  antiphon evaluate --on data.jsonl --learn data.jsonl --pieces 100 --json figures.json",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final int TOLD = 10;

  @Option(names = "--on", paramLabel = "FOLDER|FILE",
      description = {
        "A folder of MIDI, ABC and MusicXML files, or what 'antiphon encode' wrote, of which the validation split is used.",
        "Without it ten short pieces that come with the program: enough to see that it works, too few for a claim."
      })
  private @Nullable Path on;

  @Option(names = "--learn", paramLabel = "FOLDER|FILE",
      description = {
        "What the ways without a model learn from: a folder, or what 'antiphon encode' wrote, of which the training split is used.",
        "Without it they learn from one half of the pieces for the other."
      })
  private @Nullable Path learn;

  @Option(names = "--learn-pieces", paramLabel = "N", defaultValue = "1500",
      description = "Learn from at most this many (default: ${DEFAULT-VALUE}).")
  private int learnPieces;

  @Option(names = "--pieces", paramLabel = "N", defaultValue = "80",
      description = "At most this many pieces (default: ${DEFAULT-VALUE}).")
  private int pieces;

  @Option(names = "--candidates", paramLabel = "K", defaultValue = "3",
      description = "Where the critic chooses, it has so many bars to choose from (default: ${DEFAULT-VALUE}).")
  private int candidates;

  @Option(names = "--judge-bars", paramLabel = "N", split = ",", defaultValue = "8,32",
      description = "After how many bars the judge is asked whether it hears a program, each from 1 to 64 (default: ${DEFAULT-VALUE}).")
  private List<Integer> judged = List.of();

  @Option(names = "--recovery", paramLabel = "N", defaultValue = "6",
      description = "Melodies that leave the key, 0 for none (default: ${DEFAULT-VALUE}).")
  private int melodies;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too, by name.")
  private @Nullable Path json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page with pictures there.")
  private @Nullable Path html;

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    atLeast(1, "--pieces", pieces);
    atLeast(1, "--learn-pieces", learnPieces);
    atLeast(1, "--candidates", candidates);
    atLeast(0, "--recovery", melodies);
    JudgeCommand.check(spec, "--judge-bars", judged);
    PrintWriter print = spec.commandLine().getOut();
    List<Score> training = learn == null ? List.of() : HeldOut.training(learn, learnPieces);
    Comparison.Task task =
        new Comparison.Task(candidates, options.preset("song-accompanist").sampling(), judged, options.seed());
    try (Decoder decoder = options.decoder();
        Progress progress = Progress.of(spec.commandLine(), "pieces", on == null ? HeldOut.own().size() : pieces)) {
      Fingerprints known = Fingerprints.of(decoder);
      List<Piece> all = on == null ? HeldOut.own() : HeldOut.of(on, pieces, score -> true);
      List<Piece> measured = all.stream().filter(piece -> !HeldOut.known(piece.score(), known)).toList();
      if (measured.isEmpty()) {
        throw new IOException(on + ": " + all.size() + " pieces, all learnt by " + options.model()
            + ": expected music files, or what 'antiphon encode' writes with a validation split, that it has not seen");
      }
      Comparison comparison = Comparison.of(
          decoder, measured, training, new Ranker(Weights.DEFAULT, known), known, task, done -> tell(progress, done));
      Map<String, RecoveryBench.Way> recovery = melodies == 0
          ? Map.of()
          : RecoveryBench.run(RecoveryBench.presets(options::preset), decoder, melodies, options.seed(), done -> {});
      String source = source(measured.size(), all.size() - measured.size(), training.size());
      Report report = new Report(comparison, title(), source, measured.size(), recovery);
      print.print(report.text());
      print.flush();
      if (json != null) {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), report.figures());
      }
      if (html != null) {
        HtmlReport.write(report, html);
      }
    }
    return 0;
  }

  private void tell(Progress progress, int done) {
    progress.at(done);
    if (done % TOLD == 0 && !Progress.seen()) {
      spec.commandLine().getErr().println(done + " pieces");
      spec.commandLine().getErr().flush();
    }
  }

  private String title() {
    return options.model() + ", seed " + options.seed();
  }

  private String source(int measured, int left, int learnt) {
    return measured + (on == null ? " short pieces that come with the program: too few for a claim" : " pieces of " + on.getFileName())
        + (left == 0 ? "" : " (" + left + " left out, as the model has learnt them or most of a voice of them)")
        + "; the ways without a model learnt from "
        + (learnt == 0 ? "one half of them for the other" : learnt + " pieces of the training set") + ".";
  }

  private void atLeast(int least, String option, int value) {
    if (value < least) {
      throw new ParameterException(spec.commandLine(), option + " " + value + ": expected at least " + least);
    }
  }
}
