package antiphon.app;

import antiphon.lab.evaluate.HeldOut;
import antiphon.critic.FingerprintBuilder;
import antiphon.critic.Fingerprints;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code antiphon fingerprint}: what a model must not copy. */
@Command(
    name = "fingerprint",
    description = {
      "Takes the fingerprints of a training set, for the guard against copying.",
      "In a model's folder under the name fingerprints.afp they are used by 'play' and by 'evaluate'."
    },
    footer = {"", "Example:", "  antiphon fingerprint data.jsonl -o my-model/fingerprints.afp"})
final class FingerprintCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER|FILE", arity = "1..*",
      description = "Folders of music, or what 'antiphon encode' wrote, of which the training split is taken.")
  private List<Path> from = List.of();

  @Option(names = {"-o", "--out"}, paramLabel = "FILE", required = true, description = "The file to write.")
  private Path out = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    FingerprintBuilder builder = new FingerprintBuilder();
    int[] pieces = {0};
    for (Path set : from) {
      HeldOut.eachTraining(set, score -> {
        builder.add(score);
        pieces[0]++;
      });
    }
    if (pieces[0] == 0) {
      throw new IOException(from + ": no piece to learn from, expected music files, or what 'antiphon encode' writes");
    }
    Fingerprints fingerprints = builder.build();
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(out))) {
      fingerprints.write(stream);
    }
    spec.commandLine().getOut().printf(Locale.ROOT, "%d fingerprints of %d pieces, %.2f MB, %.5f taken for known by chance%n",
        fingerprints.size(), pieces[0], Files.size(out) / 1e6, fingerprints.falsePositiveRate());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
