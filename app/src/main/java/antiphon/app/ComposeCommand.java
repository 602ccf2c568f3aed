package antiphon.app;

import antiphon.abc.AbcException;
import antiphon.abc.AbcReader;
import antiphon.session.sheet.SheetFiles;
import antiphon.session.sheet.SheetKind;
import antiphon.model.OrtDecoder;
import antiphon.model.Sampling;
import antiphon.model.Tuning;
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

/** {@code antiphon compose}: a whole piece from a prompt, as NotaGen writes it. */
@Command(
    name = "compose",
    description = "Writes a whole piece from a prompt, symbol by symbol as NotaGen's own inference does.",
    footer = {
      "", "Examples:",
      "  antiphon compose --model notagen-x/ --prompt Romantic 'Chopin, Frederic' Keyboard -o prelude.musicxml",
      "  antiphon compose --prompt baroque keyboard --bars 16 --seed 3 -o piece.mid",
      "  antiphon compose --prompts",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class ComposeCommand implements Callable<Integer> {
  private static final int PIANO = 0;

  @Option(names = "--prompts", description = "List the prompts that NotaGen-X knows, and end.")
  private boolean list;

  @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "What to write: " + SheetKind.ENDINGS + ".")
  private @Nullable Path out;

  @Option(names = {"-b", "--bars"}, paramLabel = "N", defaultValue = "0",
      description = "So many bars, announced to the model, 1 to 1000; without it the model ends the piece.")
  private int bars;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too.")
  private @Nullable Path json;

  @Option(names = "--no-guesses", description = "Draw symbol by symbol, for comparison; the text is the same.")
  private boolean noGuesses;

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
    String text = prompt();
    Sampling sampling = options.sampling(Tuning.BALANCED.sampling());
    try (OrtDecoder decoder = options.decoder()) {
      print.print(text);
      long begunNs = System.nanoTime();
      Composition piece = new NotaGenComposer(decoder, sampling, noGuesses ? 0 : NotaGenComposer.guesses(options.manifest().precision()))
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
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), Map.of(
            "bars", piece.bars(), "patches", piece.patches(), "symbols", piece.symbols(), "runs", piece.runs(), "ms", ms,
            "end", piece.end().name().toLowerCase(Locale.ROOT), "seed", options.seed(), "model", options.model()));
      }
      print.flush();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    return 0;
  }

  private SheetKind kind() {
    return out == null ? SheetKind.ABC : SheetKind.of(out).orElseThrow(() -> new ParameterException(
        spec.commandLine(), "output '" + out + "': expected a name ending in " + SheetKind.ENDINGS));
  }

  private String prompt() {
    List<String> words = options.words();
    if (options.manifest().notagen()) {
      return options.prompt().text();
    }
    return words.isEmpty() ? "%end\n" : "%" + String.join("\n%", words) + "\n%end\n";
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
      Score score = AbcReader.read(piece.text(), new ArrayList<>());
      double seconds = score.tempo().orElse(Tempo.MODERATE).nanos(score.length()) / 1e9;
      print.printf(Locale.ROOT, "sounds for %.1f s: written %.1f times as fast%n", seconds, seconds * 1e3 / ms);
    } catch (AbcException e) {
      print.println("no score, so it cannot be said how long it sounds (" + e.getMessage() + ")");
    }
  }

  /** What is no score stays readable: it is written as it is, if the file is to be text. */
  private void write(Composition piece, Path file, SheetKind kind, PrintWriter print) throws IOException {
    List<String> warnings = new ArrayList<>();
    try {
      Score score = AbcReader.read(piece.text(), warnings);
      String title = options.words().isEmpty() ? "Untitled" : String.join(", ", options.words());
      SheetFiles.write(
          new Sheet(title, score, Collections.nCopies(score.voices().size(), PIANO)), file, kind);
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
