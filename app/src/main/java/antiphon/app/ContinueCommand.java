package antiphon.app;

import antiphon.session.phrase.Answer;
import antiphon.session.phrase.AnsweredFile;
import antiphon.session.phrase.Phrase;
import antiphon.session.sheet.SheetFiles;
import antiphon.session.sheet.SheetKind;
import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.midi.MidiFile;
import antiphon.model.Decoder;
import antiphon.musicxml.Sheet;
import antiphon.presets.Presets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code antiphon continue}: a file with a phrase goes in, the phrase with an answer comes out. */
@Command(
    name = "continue",
    description = "Answers the phrase in a MIDI, ABC or MusicXML file, in its tempo, meter, key and sounds.",
    footer = {
      "", "Examples:",
      "  antiphon continue phrase.mid -o answer.mid --bars 4",
      "  antiphon continue phrase.musicxml -o answer.musicxml --bars 8 --preset keyboard --seed 7",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class ContinueCommand implements Callable<Integer> {
  private static final int MOST_BARS = 256;

  @Parameters(paramLabel = "PHRASE", description = "A file of any program: a Standard MIDI File (type 0 or 1), ABC or MusicXML.")
  private Path in = Path.of("");

  @Option(names = {"-o", "--out"}, paramLabel = "FILE", required = true,
      description = "What to write: " + SheetKind.ENDINGS + ".")
  private Path out = Path.of("");

  @Option(names = {"-b", "--bars"}, paramLabel = "N", defaultValue = "4",
      description = "Bars of the answer, 1 to " + MOST_BARS + " (default: ${DEFAULT-VALUE}).")
  private int bars;

  @Option(names = "--answer-only", description = "Leave the phrase out of a .mid, so that the answer begins at once.")
  private boolean answerOnly;

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    SheetKind kind = SheetKind.of(out).orElseThrow(() -> new ParameterException(
        spec.commandLine(), "output '" + out + "': expected a name ending in " + SheetKind.ENDINGS));
    if (bars < 1 || bars > MOST_BARS) {
      throw new ParameterException(spec.commandLine(), "--bars " + bars + ": expected 1 to " + MOST_BARS);
    }
    if (Files.exists(out) && Files.exists(in) && Files.isSameFile(in, out)) {
      throw new ParameterException(spec.commandLine(), "output '" + out + "': expected another file than the phrase");
    }
    MidiFile file = SheetFiles.readMidi(in);
    String name = String.valueOf(in.getFileName());
    Phrase phrase = Phrase.of(file, name);
    Preset preset = options.preset(phrase.chordal() ? "keyboard" : Presets.DEFAULT);
    PrintWriter print = spec.commandLine().getOut();
    try (Decoder decoder = options.decoder()) {
      file.damage().forEach(damage -> print.println(name + ": " + damage));
      print.printf(
          Locale.ROOT, "%s: %d bars of %s in %s at %.0f, %d of them heard; preset %s, seed %d%n",
          name, phrase.barsInFile(), phrase.bars().getLast().meter(), phrase.bars().getLast().key(),
          phrase.timeline().tempoAt(phrase.bars().getLast().start()).quartersPerMinute(), phrase.bars().size(),
          preset.name(), options.seed());
      print.flush();
      long begunNs = System.nanoTime();
      Answer answer = Answer.to(phrase, decoder, preset, bars, options.seed());
      double ms = (System.nanoTime() - begunNs) / 1e6;
      if (kind == SheetKind.MIDI) {
        AnsweredFile.of(file, phrase, preset, answer, answerOnly).write(out);
      } else {
        List<Integer> programs = preset.voices().stream().map(VoicePart::program).toList();
        SheetFiles.write(new Sheet(name.replaceFirst("\\.[^.]*$", ""), answer.score(), programs), out, kind);
      }
      answer.answered().forEach(bar -> print.print("  " + bar.line()));
      print.printf(Locale.ROOT, "%s: %d bars, written in %.0f ms%n", out, bars, ms);
      print.flush();
    }
    return 0;
  }
}
