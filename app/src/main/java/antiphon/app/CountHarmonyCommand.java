package antiphon.app;

import antiphon.lab.follow.HarmonyCounting;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code antiphon count-harmony}: what the harmony follower knows beforehand. */
@Command(
    name = "count-harmony",
    description = "Counts which triads follow each other in a training set, and which notes sound with them.",
    footer = {
      "", "Example:", "  antiphon count-harmony --from data.jsonl --out engine/src/main/resources/antiphon/follow/harmony.tsv",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class CountHarmonyCommand implements Callable<Integer> {
  @Option(names = "--from", paramLabel = "FOLDER|FILE", required = true,
      description = "What 'antiphon encode' wrote, of which the training split is used, or a folder of music.")
  private Path from = Path.of("");

  @Option(names = {"-o", "--out"}, paramLabel = "FILE", required = true, description = "The table to write.")
  private Path out = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    HarmonyCounting counting = new HarmonyCounting().read(from);
    if (counting.pieces() == 0) {
      throw new IOException(from + ": no piece with chord symbols or several voices, expected at least one to count");
    }
    try (Writer writer = Files.newBufferedWriter(out)) {
      counting.counts().write(writer, List.of(
          "Triads and the notes that sound with them, relative to the tonic, by mode; counts of HarmonyCounts.java.",
          "Written by 'antiphon count-harmony' from " + counting.pieces() + " pieces of the training split of " + from.getFileName()
              + "."));
    }
    spec.commandLine().getOut().println(counting.pieces() + " pieces counted");
    spec.commandLine().getOut().flush();
    return 0;
  }
}
