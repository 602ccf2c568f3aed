package antiphon.app;

import antiphon.app.install.Packed;
import antiphon.app.install.SelfContained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(names = "--archive", description = "Also in one file, FOLDER.tar.xz.")
  private boolean archive;

  @Option(names = "--deb", description = "Also as a Debian package, beside FOLDER: for all users, with an entry in the menu.")
  private boolean deb;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    SelfContained.write(folder);
    spec.commandLine().getOut().println(folder + ": " + SelfContained.sizes(folder) + "; start bin/antiphon there");
    if (archive) {
      say(Packed.archive(folder));
    }
    if (deb) {
      say(Packed.debian(folder, Antiphon.version()));
    }
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void say(Path file) throws IOException {
    spec.commandLine().getOut().println(String.format(Locale.ROOT, "%s: %.1f MB", file, Files.size(file) / 1e6));
  }
}
