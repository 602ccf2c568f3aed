package antiphon.app;

import antiphon.app.install.SelfContained;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code antiphon package}: the program as a folder that needs no Java. */
@Command(
    name = "package",
    description = "Writes a folder that runs where no Java is installed: Java, program, model, plug-ins, launchers.",
    footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage."})
final class PackageCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "FOLDER", defaultValue = "antiphon-package",
      description = "Where to (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("antiphon-package");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    SelfContained.write(folder);
    spec.commandLine().getOut().println(folder + ": " + SelfContained.sizes(folder) + "; start bin/antiphon there");
    spec.commandLine().getOut().flush();
    return 0;
  }
}
