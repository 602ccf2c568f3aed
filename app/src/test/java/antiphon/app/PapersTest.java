package antiphon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What README and docs/ show is there: each command, its options and their values are read as the program reads them; links lead somewhere. */
final class PapersTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @Test
  void shouldUnderstandEveryCommandOfThePapers() throws IOException {
    List<String> wrong = new ArrayList<>();
    int read = 0;
    CommandLine command = Antiphon.commandLine();
    for (Path paper : papers()) {
      for (String line : commands(paper)) {
        read++;
        try {
          command.parseArgs(words(line));
        } catch (ParameterException e) {
          wrong.add(ROOT.relativize(paper) + ": antiphon " + line + ": " + e.getMessage());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(read).isGreaterThan(50);
  }

  @Test
  void shouldLinkOnlyToFilesThatAreThere() throws IOException {
    for (Path paper : papers()) {
      Matcher links = LINK.matcher(Files.readString(paper));
      while (links.find()) {
        assertThat(paper.resolveSibling(links.group(1))).as("a link in %s", ROOT.relativize(paper)).exists();
      }
    }
  }

  private static List<Path> papers() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.filter(file -> file.toString().endsWith(".md")).sorted()).toList();
    }
  }

  /** What stands behind {@code ./antiphon} in the fenced blocks, without remarks. */
  private static List<String> commands(Path paper) throws IOException {
    List<String> commands = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(paper)) {
      inside ^= line.startsWith("```");
      if (inside && line.startsWith("./antiphon")) {
        commands.add(line.replaceAll("\\s+#.*", "").substring("./antiphon".length()).strip());
      }
    }
    return commands;
  }

  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    for (Matcher matcher = WORD.matcher(line); matcher.find();) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words.toArray(String[]::new);
  }
}
