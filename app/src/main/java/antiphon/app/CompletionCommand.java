package antiphon.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code antiphon completion}: a script that completes commands and options in a shell. */
@Command(
    name = "completion",
    description = "Prints a script that completes commands, options and their values when you press Tab.",
    footer = {
      "", "Examples:",
      "  source <(antiphon completion bash)      # in ~/.bashrc",
      "  source <(antiphon completion zsh)       # in ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {
  private static final List<String> SHELLS = List.of("bash", "zsh");
  /** Where zsh has not yet been told to complete at all. */
  private static final String ZSH = "autoload -Uz compinit bashcompinit && compinit && bashcompinit";

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private String shell = "bash";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell)) {
      throw new ParameterException(spec.commandLine(), "shell '" + shell + "': expected " + String.join(" or ", SHELLS));
    }
    PrintWriter print = spec.commandLine().getOut();
    if (shell.equals("zsh")) {
      print.println(ZSH);
    }
    print.println(AutoComplete.bash("antiphon", Antiphon.commandLine()));
    print.flush();
    return 0;
  }
}
