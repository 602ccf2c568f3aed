package antiphon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class ProblemsTest {
  @Command(name = "antiphon")
  private static final class Nothing {}

  @TempDir private Path folder;

  @Test
  void shouldSayItsOwnSentencesAsTheyAre() {
    assertThat(said(new IOException("music: no piece, expected one"))).isEqualTo("antiphon: music: no piece, expected one");
    assertThat(said(new UncheckedIOException(new IOException("music: no piece, expected one"))))
        .isEqualTo("antiphon: music: no piece, expected one");
  }

  @Test
  void shouldSayOfAJavaMessageThatReadingOrWritingFailed() {
    IOException thrown = catchThrowableOfType(IOException.class, () -> Files.readAllBytes(folder));
    assertThat(said(thrown)).isEqualTo("antiphon: reading or writing failed: " + thrown.getMessage());
  }

  @Test
  void shouldNameTheFile() {
    assertThat(said(new FileSystemException("out.mid", null, "No space left on device")))
        .isEqualTo("antiphon: out.mid: No space left on device");
    assertThat(said(new UncheckedIOException(new NoSuchFileException("in.mid")))).isEqualTo("antiphon: in.mid: no such file or folder");
  }

  private static String said(Exception e) {
    StringWriter said = new StringWriter();
    CommandLine command = new CommandLine(new Nothing()).setErr(new PrintWriter(said));
    new Problems().handleExecutionException(e, command, null);
    return said.toString().strip();
  }
}
