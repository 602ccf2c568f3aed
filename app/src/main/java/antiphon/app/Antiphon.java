package antiphon.app;

import antiphon.session.live.FaultLog;
import antiphon.user.JavaLibraries;
import antiphon.user.UserFolders;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program: {@code antiphon} for the page, {@code antiphon COMMAND} for all else. */
@Command(
    name = "antiphon",
    description = {
      "A real-time MIDI companion: it listens, and answers in tempo.",
      "Without a command it opens its page in your browser: play there, see and hear the answer."
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Antiphon.Version.class,
    footer = {"", "Start with:", "  antiphon", "  antiphon demo", "  antiphon COMMAND --help"},
    subcommands = {
      DemoCommand.class,
      PlayCommand.class,
      EngineCommand.class,
      InstallPluginCommand.class,
      PackageCommand.class,
      ReplayCommand.class,
      TakesCommand.class,
      PresetsCommand.class,
      ContinueCommand.class,
      ComposeCommand.class,
      ConvertCommand.class,
      DevicesCommand.class,
      DoctorCommand.class,
      EncodeCommand.class,
      FingerprintCommand.class,
      CountGroovesCommand.class, CountHarmonyCommand.class,
      PairsCommand.class,
      EvaluateCommand.class,
      SoakCommand.class,
      BenchCommand.class,
      CompletionCommand.class
    })
public final class Antiphon implements Callable<Integer> {
  @Mixin private PageOptions page = new PageOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private Antiphon() {}

  public static void main(String[] arguments) {
    JavaLibraries.keepWithin(UserFolders.here());
    Thread.setDefaultUncaughtExceptionHandler(FaultLog.ofUser());
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    Problems problems = new Problems();
    return new CommandLine(new Antiphon())
        .setExecutionExceptionHandler(problems)
        .setParameterExceptionHandler(problems)
        .setUsageHelpWidth(100);
  }

  @Override
  public Integer call() throws IOException {
    return PageProgram.run(page, spec.commandLine());
  }

  /** The program's name with the version that the build wrote into the jar. */
  static String program() {
    return "antiphon " + version();
  }

  /** As Maven writes it; that of classes that were never packed says so. */
  static String version() {
    return Objects.requireNonNullElse(Antiphon.class.getPackage().getImplementationVersion(), "unpacked");
  }

  /** What {@code --version} says. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {program() + ", Java " + Runtime.version().feature()};
    }
  }
}
