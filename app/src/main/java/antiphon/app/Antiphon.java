package antiphon.app;

import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program: {@code antiphon COMMAND}. */
@Command(
    name = "antiphon",
    description = "A real-time MIDI companion: it listens, and answers in tempo.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Antiphon.Version.class,
    footer = {"", "Start with:", "  antiphon demo", "  antiphon COMMAND --help"},
    subcommands = {
      DemoCommand.class,
      PlayCommand.class,
      ContinueCommand.class,
      ConvertCommand.class,
      DevicesCommand.class,
      DoctorCommand.class,
      EncodeCommand.class,
      EvaluateCommand.class
    })
public final class Antiphon implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Antiphon() {}

  public static void main(String[] arguments) {
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
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Objects.requireNonNullElse(Antiphon.class.getPackage().getImplementationVersion(), "unpacked");
      return new String[] {"antiphon " + version + ", Java " + Runtime.version().feature()};
    }
  }
}
