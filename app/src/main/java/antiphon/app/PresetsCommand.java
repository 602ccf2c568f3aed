package antiphon.app;

import antiphon.generate.Preset;
import antiphon.presets.OwnPresets;
import antiphon.presets.PresetException;
import antiphon.presets.Presets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code antiphon presets}: those that come with the program, and one's own, which the page has, too. */
@Command(
    name = "presets",
    description = "Lists the presets, yours last: what the page saves is here, and what you add is on the page.",
    footer = {
      "", "Examples:",
      "  antiphon presets",
      "  antiphon presets show quartet > mine.toml",
      "  antiphon presets add mine.toml",
      "  antiphon play --preset mine",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class PresetsCommand implements Callable<Integer> {
  private final OwnPresets own = OwnPresets.ofUser();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter print = out();
    Presets.names().forEach(name -> print.println(line(name, Presets.find(name))));
    for (String name : own.names()) {
      try {
        print.println(line(name, own.find(name)) + ", your own");
      } catch (PresetException e) {
        print.println(name + ": " + e.getMessage());
      }
    }
    print.flush();
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static String line(String name, Preset preset) {
    return String.format(
        Locale.ROOT, "%-18s %s: %d voice%s, %s at %.0f", name, preset.title(), preset.voices().size(),
        preset.voices().size() == 1 ? "" : "s", preset.meter(), preset.tempo().quartersPerMinute());
  }

  @Command(name = "show", description = "Prints a preset's TOML.")
  int show(@Parameters(paramLabel = "NAME", description = "Of the program's or yours.") String name) {
    out().print(Presets.names().contains(name) ? Presets.text(name) : own.text(name));
    out().flush();
    return 0;
  }

  @Command(name = "add", description = "Takes a TOML file in, under a name like its title.")
  int add(@Parameters(paramLabel = "FILE", description = "Such as mine.toml.") Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > OwnPresets.MOST_BYTES) {
      throw new ParameterException(
          spec.commandLine(), file + ": expected a TOML file of at most " + OwnPresets.MOST_BYTES / 1024 + " kB");
    }
    out().println(own.take(Files.readString(file)));
    out().flush();
    return 0;
  }

  @Command(name = "copy", description = "Keeps one of yours once more, under another title.")
  int copy(
      @Parameters(paramLabel = "NAME", description = "Of yours.") String name,
      @Option(names = "--title", required = true, paramLabel = "TITLE", description = "The new one's.") String title) {
    out().println(own.duplicate(name, title));
    out().flush();
    return 0;
  }

  @Command(name = "delete", description = "Deletes one of yours.")
  int delete(@Parameters(paramLabel = "NAME", description = "Of yours.") String name) {
    own.file(name);
    own.delete(name);
    return 0;
  }
}
