package antiphon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CompletionTest {
  @TempDir private Path folder;

  private static String out(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command = Antiphon.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    command.execute(arguments);
    return out.toString();
  }

  @Test
  void shouldCompleteCommandsAndOptionsInBash() throws Exception {
    Path script = Files.writeString(folder.resolve("antiphon.sh"), out("completion", "bash"));
    String ask = "compopt() { :; }; source '" + script + "'; COMP_WORDS=(antiphon pl); COMP_CWORD=1; COMP_LINE='antiphon pl'; COMP_POINT=11; "
        + "_complete_antiphon; echo \"${COMPREPLY[@]}\"; "
        + "COMP_WORDS=(antiphon play --back); COMP_CWORD=2; COMP_LINE='antiphon play --back'; COMP_POINT=20; _complete_antiphon; echo \"${COMPREPLY[@]}\"";
    Process bash = new ProcessBuilder("bash", "-c", ask).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(said.lines()).containsExactly("play", "--backing");
    assertThat(bash.waitFor()).isZero();
  }

  @Test
  void shouldWriteForZshAndSayWhatItKnows() {
    assertThat(out("completion", "zsh")).startsWith("autoload -Uz compinit bashcompinit");
    assertThat(out("completion", "fish")).contains("shell 'fish': expected bash or zsh");
  }
}
