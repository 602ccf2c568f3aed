package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.tests.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of the README and of docs/, one after the other in one folder, as a reader would. Where a command names what only the reader has, a
 * keyboard or a checkpoint, something else stands for it; where it wants a program of the system, the test is named that runs it.
 */
@Timeout(15 * 60)
final class DocsAcceptanceTest {
  private static final Path ROOT = Path.of(System.getProperty("antiphon.root"));

  /** Commands that other tests run, because they want programs of the system or never end by themselves: what they begin with, and the test. */
  private static final Map<String, String> ELSEWHERE = Map.ofEntries(
      Map.entry("mvn verify", "this run"),
      Map.entry("apt-get install gcc make", ".ci/run"),
      Map.entry("./antiphon install-plugin", "InstallAcceptanceTest"),
      Map.entry("./antiphon package", "InstallAcceptanceTest"),
      Map.entry("./antiphon play --in jack:", "JackAcceptanceTest"),
      Map.entry("./antiphon play --in socket:", "PlayAcceptanceTest"),
      Map.entry("./antiphon play --in Keystation --out Fluid --chart 'Dm7", "PlayAcceptanceTest"),
      Map.entry("./antiphon play --in Keystation --out Fluid --mode accompany", "PlayAcceptanceTest"),
      Map.entry("./antiphon takes export last waltz.pdf", "PageEngravingAcceptanceTest"),
      Map.entry("./antiphon convert tune.mid tune.pdf", "PageEngravingAcceptanceTest"),
      Map.entry("./antiphon --port", "PageAcceptanceTest"),
      Map.entry("./antiphon evaluate memory --fit", "MemoryFitTest of lab"),
      Map.entry("./antiphon takes branch", "PageTakesAcceptanceTest"),
      Map.entry("python3 training/import_notagen.py", "training/tests"),
      Map.entry("DATA=$PWD/data.jsonl", "training/tests"),
      Map.entry("(cd training && python3", "training/tests"),
      Map.entry("./antiphon play --model mine", "training/tests"),
      Map.entry("./antiphon bench model --model notagen-x/", "training/tests"),
      Map.entry("./antiphon play --model notagen-x/", "EmbeddedModelAcceptanceTest"));

  /** What the reader has, or has more time for, and what stands for it here. */
  private static final Map<Pattern, String> STAND_INS = standIns();

  private static final Pattern COMMAND = Pattern.compile("\\./antiphon|mvn |apt-get |python3 |[A-Z]+=|\\(cd ");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir private Path folder;

  private static Map<Pattern, String> standIns() {
    Map<Pattern, String> here = new LinkedHashMap<>();
    // Nobody is at a keyboard: the built-in phrase plays, fast and once.
    here.put(Pattern.compile("^play (.*?)--in \\S+ --out \\S+(?: --rounds 1)?"), "play $1--in loopback --out loopback --rounds 1 --no-take --tempo 200");
    here.put(Pattern.compile("^(takes play .*?)--out \\S+"), "$1--out loopback");
    here.put(Pattern.compile("notagen-x/"), Matcher.quoteReplacement(ROOT.resolve("engine/src/test/resources/antiphon/model/compose").toString()));
    // Three phrases are too few to be set aside, or to be told apart in pairs: our own ten pieces stand for the reader's music.
    here.put(Pattern.compile("evaluate --on data.jsonl"), "evaluate");
    here.put(Pattern.compile("evaluate listen --on my-music/"), "evaluate listen");
    here.put(Pattern.compile("soak --minutes 5 --load"), "soak --minutes 0.2");
    here.put(Pattern.compile("bench policies --load"), "bench policies");
    here.put(Pattern.compile("takes/2026-11-22-201500"), "takes/evening");
    return here;
  }

  @Test
  void shouldRunEveryCommandThatTheDocsShow() throws Exception {
    furnish();
    List<String> failed = new ArrayList<>();
    int ran = 0;
    for (String command : commands()) {
      if (command.equals("./antiphon") || ELSEWHERE.keySet().stream().anyMatch(command::startsWith)) {
        continue;
      }
      assertThat(command).as("a command of the docs that this test does not know how to run").startsWith("./antiphon ");
      String line = command.substring("./antiphon ".length());
      for (Map.Entry<Pattern, String> here : STAND_INS.entrySet()) {
        line = here.getKey().matcher(line).replaceAll(here.getValue());
      }
      Run run = Program.run(folder, words(line));
      ran++;
      if (run.exit() != 0) {
        failed.add(command + ": exit " + run.exit() + ", " + run.err());
      }
    }
    assertThat(failed).isEmpty();
    assertThat(ran).isGreaterThan(25);
  }

  @Test
  void shouldNameTestsThatAreThere() throws Exception {
    for (Map.Entry<String, String> entry : ELSEWHERE.entrySet()) {
      assertThat(commands()).as("stale: no command of the docs begins so").anyMatch(command -> command.startsWith(entry.getKey()));
      if (entry.getValue().endsWith("Test")) {
        assertThat(ROOT.resolve("tests/src/test/java/antiphon/tests/" + entry.getValue() + ".java")).exists();
      }
    }
  }

  @Test
  void shouldLinkOnlyToFilesThatAreThere() throws Exception {
    Pattern link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    for (Path file : papers()) {
      Matcher links = link.matcher(Files.readString(file));
      while (links.find()) {
        assertThat(file.resolveSibling(links.group(1))).as("a link in %s", ROOT.relativize(file)).exists();
      }
    }
  }

  private static List<Path> papers() throws IOException {
    List<Path> papers = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(papers::add);
    }
    return papers;
  }

  /** The commands in all fenced blocks without a language, in their order, without what stands behind a number sign. */
  private static Set<String> commands() throws IOException {
    Set<String> commands = new LinkedHashSet<>();
    for (Path file : papers()) {
      boolean inside = false;
      boolean shell = false;
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("```")) {
          inside = !inside;
          shell = inside && line.equals("```");
        } else if (shell && COMMAND.matcher(line).lookingAt()) {
          commands.add(line.replaceAll("\\s+#.*", ""));
        }
      }
    }
    return commands;
  }

  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words.toArray(String[]::new);
  }

  /** Puts the files into the folder that the docs speak of. */
  private void furnish() throws Exception {
    Path phrase = ROOT.resolve("session/src/main/resources/antiphon/session/phrases/4-4.abc");
    Path music = Files.createDirectories(folder.resolve("my-music"));
    for (String meter : List.of("3-4", "4-4", "6-8")) {
      Files.copy(phrase.resolveSibling(meter + ".abc"), music.resolve(meter + ".abc"));
    }
    StringBuilder tunes = new StringBuilder();
    for (int n = 1; n <= 12; n++) {
      tunes.append(Files.readString(phrase).replaceFirst("X:1", "X:" + n).stripTrailing()).append("\n\n");
    }
    Files.writeString(folder.resolve("tunes.abc"), tunes);
    Files.copy(phrase, folder.resolve("phrase.abc"));
    for (String name : List.of("phrase.mid", "phrase.musicxml", "take.mid", "tune.mid")) {
      ran("convert", "phrase.abc", name);
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("song.mxl")))) {
      zip.putNextEntry(new ZipEntry("META-INF/container.xml"));
      zip.write("<container><rootfiles><rootfile full-path='song.musicxml'/></rootfiles></container>".getBytes());
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("song.musicxml"));
      Files.copy(folder.resolve("phrase.musicxml"), zip);
      zip.closeEntry();
    }
    ran("encode", "my-music/", "-o", "data.jsonl");
    Files.createDirectories(folder.resolve("mine"));
    ran("play", "--in", "loopback", "--out", "loopback", "--rounds", "2", "--tempo", "240", "--take", "takes/evening");
    Files.copy(folder.resolve("takes/evening/take.antiphon"), folder.resolve("take.antiphon"));
  }

  private void ran(String... arguments) throws Exception {
    Run run = Program.run(folder, arguments);
    assertThat(run.exit()).as(String.join(" ", arguments) + ": " + run.err()).isZero();
  }
}
