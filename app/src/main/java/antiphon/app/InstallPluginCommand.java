package antiphon.app;

import antiphon.app.install.Plugins;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code antiphon install-plugin}: the plug-ins where hosts look, and the engine where they look for it. */
@Command(
    name = "install-plugin",
    description = "Puts the CLAP, VST3 and LV2 plug-in where DAWs look, for this user, and the engine where the plug-in finds it.",
    footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage."})
final class InstallPluginCommand implements Callable<Integer> {
  @Option(names = "--uninstall", description = "Remove them all.")
  private boolean uninstall;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    List<Path> places = uninstall ? Plugins.uninstall() : Plugins.install();
    for (Path place : places) {
      print.println((uninstall ? "removed " : "installed ") + place);
    }
    print.println(
        places.isEmpty() ? "nothing was installed"
            : uninstall ? "a DAW that runs keeps it until it is closed"
            : "have your DAW look for new plug-ins, and put \"Antiphon Companion\" on a MIDI or instrument track");
    print.flush();
    return 0;
  }
}
