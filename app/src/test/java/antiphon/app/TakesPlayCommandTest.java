package antiphon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TakesPlayCommandTest {
  @TempDir private Path folder;

  private List<String> errors(int exit, String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine command = Antiphon.commandLine().setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
    assertThat(command.execute(arguments)).as(err.toString()).isEqualTo(exit);
    return err.toString().lines().toList();
  }

  @Test
  void shouldSayInOneLineWhatIsWrong() throws Exception {
    Path tune = Files.writeString(folder.resolve("tune.abc"), "X:1\nT:Two bars\nL:1/4\nM:4/4\nK:G\nGABc|d4|]\n");
    String takes = Files.createDirectory(folder.resolve("takes")).toString();
    assertThat(errors(0, "takes", "--folder", takes, "import", tune.toString())).isEmpty();

    assertThat(errors(1, "takes", "--folder", takes, "play", "nobody")).singleElement().asString()
        .contains("nobody").contains("there is none");
    assertThat(errors(2, "takes", "--folder", takes, "play", "last", "--from", "3", "--out", "a bagpipe")).singleElement().asString()
        .contains("--from 3: expected a bar from 1 to 2");
    assertThat(errors(1, "takes", "--folder", takes, "play", "last", "--out", "a bagpipe")).singleElement().asString()
        .contains("a bagpipe");
  }
}
