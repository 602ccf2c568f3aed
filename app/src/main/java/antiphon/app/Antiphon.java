package antiphon.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code antiphon COMMAND}. */
@Command(
    name = "antiphon",
    description = "A real-time MIDI companion: it listens, and answers in tempo.",
    mixinStandardHelpOptions = true,
    subcommands = {EncodeCommand.class})
public final class Antiphon {
  private Antiphon() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Antiphon()).execute(arguments));
  }
}
