package antiphon.app;

import antiphon.session.sheet.EngravedKind;
import antiphon.session.sheet.Engraver;
import antiphon.session.sheet.HeadlessBrowser;
import antiphon.session.sheet.SheetFiles;
import antiphon.session.sheet.SheetKind;
import antiphon.musicxml.Sheet;
import antiphon.score.Bar;
import antiphon.score.Score;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code antiphon convert}: a score of one kind of file becomes another kind. */
@Command(
    name = "convert",
    description = {
      "Turns a score from MIDI, ABC or MusicXML into another of these, by the endings of the names.",
      "MIDI is quantized as if it were played live, a part for each of its tracks; drums are left out. Repeats stay signs, but MIDI plays them.",
      "As .pdf, .svg or .png it becomes sheet music, engraved by Chromium, Chrome or Edge without a window; "
          + HeadlessBrowser.VARIABLE + " names another place of it."
    },
    footer = {
      "", "Examples:",
      "  antiphon convert song.mxl song.abc",
      "  antiphon convert take.mid take.musicxml --json",
      "  antiphon convert tunes.abc tune.mid --tune 12",
      "  antiphon convert tune.mid tune.pdf",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class ConvertCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "IN", description = "The file to read: " + SheetKind.ENDINGS + ".")
  private Path in = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT", description = "The file to write: " + EngravedKind.ENDINGS + ", " + SheetKind.ENDINGS + ".")
  private Path out = Path.of("");

  @Option(names = "--tune", paramLabel = "N", description = "Which tune of an ABC file with several, from 1.")
  private int tune;

  @Option(names = "--json", description = "Say what was converted as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    SheetKind from = SheetKind.of(in).orElseThrow(() -> unknown("input", in, SheetKind.ENDINGS));
    Optional<EngravedKind> engraved = EngravedKind.of(out);
    Optional<SheetKind> to = SheetKind.of(out);
    if (engraved.isEmpty() && to.isEmpty()) {
      throw unknown("output", out, EngravedKind.ENDINGS + ", " + SheetKind.ENDINGS);
    }
    if (tune < 0 || (tune == 0 && spec.commandLine().getParseResult().hasMatchedOption("--tune"))) {
      throw new ParameterException(spec.commandLine(), "--tune " + tune + ": expected 1 or more");
    }
    if (Files.exists(out) && Files.exists(in) && Files.isSameFile(in, out)) {
      throw new ParameterException(spec.commandLine(), "output '" + out + "': expected another file than the input");
    }
    List<String> remarks = new ArrayList<>();
    Sheet sheet = SheetFiles.read(in, from, tune, remarks);
    if (engraved.isPresent()) {
      Engraver.here().write(sheet.title(), SheetFiles.abc(sheet.title(), sheet.score()), engraved.get(), out);
    } else {
      SheetFiles.write(sheet, out, to.orElseThrow());
    }
    PrintWriter print = spec.commandLine().getOut();
    print.println(json ? json(sheet, remarks) : text(sheet.score()));
    if (!json) {
      remarks.forEach(remark -> print.println(in + ": " + remark));
    }
    print.flush();
    return 0;
  }

  private ParameterException unknown(String what, Path file, String endings) {
    return new ParameterException(spec.commandLine(), what + " '" + file + "': expected a name ending in " + endings);
  }

  private String text(Score score) {
    Bar first = score.bars().getFirst();
    return String.format(
        Locale.ROOT, "%s: %s of %s in %s, %s, %s, %s", out, count(score.bars().size(), "bar"), first.meter(),
        first.key(), count(score.voices().size(), "voice"), count(score.noteCount(), "note"),
        count(chords(score), "chord symbol"));
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private String json(Sheet sheet, List<String> remarks) throws IOException {
    Score score = sheet.score();
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode node = mapper.createObjectNode();
    node.put("in", in.toString());
    node.put("out", out.toString());
    node.put("title", sheet.title());
    node.put("bars", score.bars().size());
    node.put("voices", score.voices().size());
    node.put("notes", score.noteCount());
    node.put("chords", chords(score));
    node.put("meter", score.bars().getFirst().meter().toString());
    node.put("key", score.bars().getFirst().key().toString());
    score.tempo().ifPresent(tempo -> node.put("tempo", Math.round(tempo.quartersPerMinute() * 100) / 100.0));
    remarks.forEach(node.putArray("remarks")::add);
    return mapper.writeValueAsString(node);
  }

  private static int chords(Score score) {
    return score.voices().stream().mapToInt(voice -> voice.chords().size()).sum();
  }
}
