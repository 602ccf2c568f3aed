package antiphon.app;

import antiphon.abc.AbcException;
import antiphon.abc.AbcReader;
import antiphon.session.sheet.SheetFiles;
import antiphon.session.sheet.SheetKind;
import antiphon.model.OrtDecoder;
import antiphon.model.Sampling;
import antiphon.model.Tuning;
import antiphon.generate.PieceComposer;
import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.musicxml.Sheet;
import antiphon.notagen.Composition;
import antiphon.notagen.NotaGenComposer;
import antiphon.notagen.NotaGenPrompt;
import antiphon.score.Score;
import antiphon.time.Tempo;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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

/** {@code antiphon compose}: a whole piece, for a preset, or from a prompt as NotaGen writes it. */
@Command(
    name = "compose",
    description = "Writes a whole piece: for the voices of a preset, or with NotaGen's models from a prompt, symbol by symbol "
        + "as its own inference does; a bar that does not sum is written again.",
    footer = {
      "", "Examples:",
      "  antiphon compose --model notagen-x/ --prompt Romantic 'Chopin, Frederic' Keyboard -o prelude.musicxml",
      "  antiphon compose --preset quartet --bars 16 --seed 3 -o piece.mid",
      "  antiphon compose --prompts",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class ComposeCommand implements Callable<Integer> {
  private static final int PIANO = 0;

  /** Where the embedded model is told no number. */
  private static final int USUAL_BARS = 16;

  private static final int CORRECTIONS = 8;

  @Option(names = "--prompts", description = "List the prompts that NotaGen-X knows, and end.")
  private boolean list;

  @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "What to write: " + SheetKind.ENDINGS + ".")
  private @Nullable Path out;

  @Option(names = {"-b", "--bars"}, paramLabel = "N", defaultValue = "0",
      description = "So many bars, announced to the model, 1 to 1000; without it NotaGen ends the piece itself, and the embedded model writes 16.")
  private int bars;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too.")
  private @Nullable Path json;

  @Option(names = "--no-guesses", description = "Draw symbol by symbol, for comparison; the text is the same.")
  private boolean noGuesses;

  @Option(names = "--as-is", description = "Keep bars that do not sum, as NotaGen's own inference does, instead of writing them again.")
  private boolean asIs;

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    if (list) {
      NotaGenPrompt.ALL.forEach(print::println);
      print.flush();
      return 0;
    }
    if (bars < 0 || bars > 1000) {
      throw new ParameterException(spec.commandLine(), "--bars " + bars + ": expected 1 to 1000");
    }
    SheetKind kind = kind();
    return options.manifest().notagen() ? notagen(kind, print) : withPreset(kind, print);
  }

  /** A piece for the voices of a preset, each bar within the grammar. */
  private int withPreset(SheetKind kind, PrintWriter print) throws IOException {
    Preset preset = options.preset("keyboard");
    int count = bars == 0 ? USUAL_BARS : bars;
    try (OrtDecoder decoder = options.decoder()) {
      print.println("preset " + preset.name());
      long begunNs = System.nanoTime();
      PieceComposer.Written piece = new PieceComposer(decoder, preset).compose(options.seed(), count, line -> {
        print.print(line);
        print.flush();
      });
      double ms = (System.nanoTime() - begunNs) / 1e6;
      Score score = piece.score();
      print.printf(
          Locale.ROOT, "%n%d bars, %d symbols; %.0f ms, %.1f ms a bar; seed %d%n", count, piece.symbols(), ms, ms / count,
          options.seed());
      pace(score, ms, print);
      if (out != null) {
        List<Integer> programs = preset.voices().stream().map(VoicePart::program).toList();
        SheetFiles.write(new Sheet(title(preset.title()), score, programs), out, kind);
      }
      if (json != null) {
        figures(Map.of(
            "bars", count, "symbols", piece.symbols(), "ms", ms, "end", "bars", "seed", options.seed(), "preset", preset.name(),
            "model", options.model()), json);
      }
      print.flush();
    }
    return 0;
  }

  private int notagen(SheetKind kind, PrintWriter print) throws IOException {
    String text = options.prompt().text();
    Sampling sampling = options.sampling(Tuning.BALANCED.sampling());
    int guesses = noGuesses ? 0 : NotaGenComposer.guesses(options.manifest().precision());
    try (OrtDecoder decoder = options.decoder()) {
      print.print(text);
      long begunNs = System.nanoTime();
      Composition piece = new NotaGenComposer(decoder, sampling, guesses, asIs ? 0 : CORRECTIONS)
          .compose(text, options.seed(), bars, part -> {
            print.print(part);
            print.flush();
          });
      double ms = (System.nanoTime() - begunNs) / 1e6;
      print.printf(
          Locale.ROOT, "%n%d bars, %d patches, %d symbols in %d runs; %.0f ms, %.1f ms a bar; %s; seed %d%n",
          piece.bars(), piece.patches(), piece.symbols(), piece.runs(), ms, ms / Math.max(1, piece.bars()),
          ended(piece), options.seed());
      pace(piece, ms, print);
      if (out != null) {
        write(piece, out, kind, print);
      }
      if (json != null) {
        figures(Map.of(
            "bars", piece.bars(), "patches", piece.patches(), "symbols", piece.symbols(), "runs", piece.runs(), "ms", ms,
            "end", piece.end().name().toLowerCase(Locale.ROOT), "seed", options.seed(), "model", options.model(),
            "rewritten", piece.rewritten(), "unsound", piece.unsound()), json);
      }
      if (piece.rewritten() > 0) {
        print.println(piece.rewritten() + " times a bar did not sum and was written again");
      }
      if (piece.unsound() > 0) {
        print.println(piece.unsound() + " bars do not sum, expected none: try another seed");
      }
      print.flush();
      return piece.unsound() > 0 ? 1 : 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void figures(Map<String, Object> figures, Path file) throws IOException {
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
  }

  private String title(String otherwise) {
    return options.words().isEmpty() ? otherwise : String.join(", ", options.words());
  }

  private SheetKind kind() {
    return out == null ? SheetKind.ABC : SheetKind.of(out).orElseThrow(() -> new ParameterException(
        spec.commandLine(), "output '" + out + "': expected a name ending in " + SheetKind.ENDINGS));
  }

  private static String ended(Composition piece) {
    return switch (piece.end()) {
      case MODEL -> "ended by the model";
      case BARS -> "as many bars as were asked for";
      case ENDLESS -> "cut off";
    };
  }

  /** How long it sounds, if it is a score, beside how long it took. */
  private static void pace(Composition piece, double ms, PrintWriter print) {
    try {
      pace(AbcReader.read(piece.text(), new ArrayList<>()), ms, print);
    } catch (AbcException e) {
      print.println("no score, so it cannot be said how long it sounds (" + e.getMessage() + ")");
    }
  }

  private static void pace(Score score, double ms, PrintWriter print) {
    double seconds = score.tempo().orElse(Tempo.MODERATE).nanos(score.length()) / 1e9;
    print.printf(Locale.ROOT, "sounds for %.1f s: written %.1f times as fast%n", seconds, seconds * 1e3 / ms);
  }

  /** What is no score stays readable: it is written as it is, if the file is to be text. */
  private void write(Composition piece, Path file, SheetKind kind, PrintWriter print) throws IOException {
    List<String> warnings = new ArrayList<>();
    try {
      Score score = AbcReader.read(piece.text(), warnings);
      SheetFiles.write(
          new Sheet(title("Untitled"), score, Collections.nCopies(score.voices().size(), PIANO)), file, kind);
      warnings.forEach(print::println);
    } catch (AbcException e) {
      if (kind != SheetKind.ABC) {
        throw new IOException("the model wrote no score (" + e.getMessage() + "): -o with .abc keeps its text", e);
      }
      Files.writeString(file, "X:1\n" + piece.text());
      print.println(file + ": the text as the model wrote it, no score (" + e.getMessage() + ")");
    }
  }
}
