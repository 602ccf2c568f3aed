package antiphon.app;

import antiphon.band.GrooveTable;
import antiphon.lab.drums.GrooveCounting;
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

/** {@code antiphon count-grooves}: what the band's drums are played from. */
@Command(
    name = "count-grooves",
    description = "Chooses grooves and fills from phrases of human drummers, some of whom are set aside to judge by.",
    footer = {
      "", "Example:", "  antiphon count-grooves groove-midi/ --out engine/src/main/resources/antiphon/band/grooves.tsv",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class CountGroovesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "The Groove MIDI data cut into phrases, grooves.jsonl.")
  private Path from = Path.of("");

  @Option(names = {"-o", "--out"}, paramLabel = "FILE", required = true, description = "The table to write.")
  private Path out = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    GrooveTable table = GrooveCounting.of(from);
    try (Writer writer = Files.newBufferedWriter(out)) {
      table.write(writer, List.of(
          "Grooves and fills of human drummers. Derived from the Groove MIDI Dataset, (c) Google Inc., CC BY 4.0; see NOTICE.",
          "Changes: some phrases of six of the ten drummers were chosen, their mean lateness taken away. The format: GrooveTable.java.",
          "Written by 'antiphon count-grooves'."));
    }
    spec.commandLine().getOut().println(table.grooves().size() + " grooves in " + table.styles().size() + " styles: " + String.join(", ", table.styles()));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
