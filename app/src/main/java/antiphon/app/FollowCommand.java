package antiphon.app;

import antiphon.generate.Preset;
import antiphon.lab.corpus.Piece;
import antiphon.lab.evaluate.HeldOut;
import antiphon.lab.follow.FollowEvaluation;
import antiphon.lab.follow.KnownHarmony;
import antiphon.lab.follow.LiveAccompaniment;
import antiphon.lab.follow.Tune;
import antiphon.model.Decoder;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** {@code antiphon evaluate follow}: how well harmony is followed where no chart names it. */
@Command(
    name = "follow",
    description = "Plays melodies note by note, with nothing known ahead, and measures how well their harmony is followed: by the"
        + " follower and by rules; with --live, too, by the whole accompaniment, through the live engine in virtual time.",
    footer = {
      "", "Examples:", "  antiphon evaluate follow --on my-music/", "  antiphon evaluate follow --on data.jsonl --half 2 --live --pieces 20",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class FollowCommand implements Callable<Integer> {
  /** Pieces that may be too short, or not of the half, for each that is wanted. */
  private static final int SPARE = 4;

  @Option(names = "--on", paramLabel = "FOLDER|FILE", required = true,
      description = "A folder of music, or what 'antiphon encode' wrote, of which the validation split is used.")
  private Path on = Path.of("");

  @Option(names = "--half", paramLabel = "1|2", defaultValue = "0",
      description = "Only one half of the works: what was tuned on one is judged on the other.")
  private int half;

  @Option(names = "--tag", paramLabel = "WORD", defaultValue = "",
      description = "Only pieces with this style word, such as voice+keyboard.")
  private String tag = "";

  @Option(names = "--pieces", paramLabel = "N", defaultValue = "60", description = "At most this many (default: ${DEFAULT-VALUE}).")
  private int pieces;

  @Option(names = "--bars", paramLabel = "N", defaultValue = "16",
      description = "At most this many bars of each (default: ${DEFAULT-VALUE}).")
  private int bars;

  @Option(names = "--live", description = "Let the live engine play along, with the model.")
  private boolean live;

  @Option(names = "--horizon", paramLabel = "BEATS", defaultValue = "1",
      description = "How far ahead it is committed, 0 to 4 (default: ${DEFAULT-VALUE}).")
  private double horizon;

  @Option(names = "--candidates", paramLabel = "K", defaultValue = "3",
      description = "It has so many bars to choose from (default: ${DEFAULT-VALUE}).")
  private int candidates;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too, by name.")
  private @Nullable Path json;

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (pieces < 1 || bars < 1 || half < 0 || half > 2 || candidates < 1 || !(horizon >= 0 && horizon <= 4)) {
      throw new ParameterException(
          spec.commandLine(), "--pieces, --bars and --candidates: expected at least 1; --horizon: expected 0 to 4; --half: expected 1 or 2");
    }
    if (live) {
      Preset preset = options.preset("song-accompanist");
      try (Decoder decoder = options.decoder()) {
        evaluate(new FollowEvaluation(new LiveAccompaniment(preset, decoder, horizon, candidates, options.seed())));
      }
    } else {
      evaluate(new FollowEvaluation(null));
    }
    return 0;
  }

  private boolean takes(String work) {
    return half == 0 || Math.floorMod(work.hashCode(), 2) == half - 1;
  }

  private void evaluate(FollowEvaluation evaluation) throws IOException {
    List<Piece> all = HeldOut.of(on, SPARE * pieces, score -> tag.isEmpty() || score.tags().contains(tag));
    for (Piece piece : all) {
      if (evaluation.tunes() < pieces && takes(piece.work())) {
        KnownHarmony known = KnownHarmony.of(piece.score());
        if (known.known()) {
          Tune.of(known, bars).filter(FollowEvaluation::plain).ifPresent(evaluation::add);
        }
      }
    }
    if (evaluation.tunes() == 0) {
      throw new IOException(on + ": no melody of 16 beats whose harmony is known, expected chord symbols or several voices");
    }
    spec.commandLine().getOut().print(evaluation.text());
    spec.commandLine().getOut().flush();
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), evaluation.figures());
    }
  }
}
