package antiphon.app;

import antiphon.lab.corpus.Encoder;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code antiphon encode}: folders of music to training text. */
@Command(
    name = "encode",
    description = "Turns folders of music into training text, through the reader and writer that play live.",
    footer = {"", "Example:", "  antiphon encode music/ --out train.jsonl --variants 6"})
final class EncodeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", arity = "1..*", description = "Folders with MIDI, ABC, MusicXML and *.iabc.jsonl.xz files.")
  private List<Path> folders = List.of();

  @Option(names = {"-o", "--out"}, paramLabel = "FILE", required = true, description = "The JSON lines to write.")
  private Path out = Path.of("");

  @Option(names = "--variants", paramLabel = "N", defaultValue = "4",
      description = "Variants of each piece: other keys, fewer voices, companion first (default: ${DEFAULT-VALUE}).")
  private int variants;

  @Option(names = "--all", description = "Take corpora whose licence forbids publishing weights, too.")
  private boolean all;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try (Writer writer = Files.newBufferedWriter(out)) {
      Encoder encoder = new Encoder(writer, variants, all);
      for (Path folder : folders) {
        encoder.folder(folder);
      }
      spec.commandLine().getOut().print(encoder.counts());
      spec.commandLine().getOut().flush();
      return encoder.counts().pieces() > 0 ? 0 : 1;
    }
  }
}
