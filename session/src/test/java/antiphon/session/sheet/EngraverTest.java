package antiphon.session.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class EngraverTest {
  private static final String ABC = "X:1\nT:t\nL:1/8\nM:4/4\nK:C\nV:1 treble \n[V:1]C8|]\n";
  private static final long LONG_MS = 30_000;

  @TempDir private Path folder = Path.of("");

  /** A program that does as a browser would: it is told where it works, writes that down, then does what the script says. */
  private HeadlessBrowser browser(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("browser"), """
        #!/bin/sh
        printf '%%s\\n' "$@" > '%s'
        for argument; do case "$argument" in --print-to-pdf=*) pdf=${argument#--print-to-pdf=};; esac; done
        %s
        """.formatted(folder.resolve("arguments"), script));
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return new HeadlessBrowser(file);
  }

  private List<String> arguments() throws IOException {
    return Files.readAllLines(folder.resolve("arguments"));
  }

  private Path write(HeadlessBrowser browser, EngravedKind kind, long longestMs) throws IOException {
    Path file = folder.resolve("tune." + kind);
    Engraver.with(browser, longestMs).write("t", ABC, kind, file);
    return file;
  }

  /** Where the browser worked, which is to be gone. */
  private Path workplace() throws IOException {
    String profile = arguments().stream().filter(argument -> argument.startsWith("--user-data-dir=")).findFirst().orElseThrow();
    return Path.of(profile.substring(profile.indexOf('=') + 1)).getParent();
  }

  private static String answer(String word, String text) {
    return "echo '<html><output id=\"answer\" hidden=\"\">" + word + " "
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + " end</output></html>'";
  }

  @Test
  void shouldHoldAPieceAsDataWhateverItSays() throws Exception {
    String title = "</script><script>alert(1)</script><!--<script> & \u2028 \"PIECE\" $& \\u003c";

    String sheet = Engraver.sheet(title, ABC, EngravedKind.SVG);

    Matcher piece = Pattern.compile("id=\"piece\">(.*?)</script>", Pattern.DOTALL).matcher(sheet);
    assertThat(piece.find()).isTrue();
    assertThat(piece.group(1)).doesNotContain("<", ">", "&");
    JsonNode data = new ObjectMapper().readTree(piece.group(1));
    assertThat(data.path("title").asText()).isEqualTo(title);
    assertThat(data.path("abc").asText()).isEqualTo(ABC);
    assertThat(data.path("kind").asText()).isEqualTo("svg");
  }

  @Test
  void shouldAllowNoScriptButItsOwnAndLoadNothing() throws Exception {
    String sheet = Engraver.sheet("t", ABC, EngravedKind.PDF);

    Matcher script = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(sheet);
    assertThat(script.find()).isTrue();
    String hash = Base64.getEncoder().encodeToString(
        MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8)));
    assertThat(sheet).contains(
        "content=\"default-src 'none'; script-src 'sha256-" + hash + "'; style-src 'unsafe-inline'; img-src blob:\"");
    assertThat(script.group(1)).doesNotContain("<!--");
    assertThat(script.find()).isFalse();
  }

  @Test
  void shouldWriteWhatTheBrowserMadeAndLeaveNothingBehind() throws Exception {
    assertThat(write(browser(answer("made", "<svg>é</svg>")), EngravedKind.SVG, LONG_MS)).hasContent("<svg>é</svg>\n");
    assertThat(arguments()).contains("--headless", "--dump-dom", "--host-resolver-rules=MAP * ~NOTFOUND").noneMatch(a -> a.startsWith("--print"));
    assertThat(workplace()).doesNotExist();
    assertThat(write(browser(answer("made", "data:image/png;base64,AQID")), EngravedKind.PNG, LONG_MS)).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(write(browser("echo '%PDF' > \"$pdf\"; " + answer("made", "")), EngravedKind.PDF, LONG_MS)).hasContent("%PDF");
    assertThat(workplace()).doesNotExist();
  }

  @Test
  void shouldSayInOneSentenceWhatABrowserDidNotDo() throws Exception {
    says(browser("echo 'out of luck' >&2; exit 3"), EngravedKind.SVG, LONG_MS, "browser: opened nothing, expected it to engrave; it says: out of luck");
    says(browser("echo '<html></html>'"), EngravedKind.SVG, LONG_MS, "expected a Chromium, Chrome or Edge that runs scripts");
    says(browser(answer("failed", "Error: no bars")), EngravedKind.SVG, LONG_MS, "tune.SVG: could not be engraved: Error: no bars");
    says(browser(answer("made", "")), EngravedKind.PDF, LONG_MS, "printed nothing, expected a PDF");
    says(browser(answer("made", "data:,")), EngravedKind.PNG, LONG_MS, "try .pdf or .svg");
    says(new HeadlessBrowser(folder), EngravedKind.SVG, LONG_MS, "cannot be started");
  }

  @Test
  void shouldEndABrowserThatTakesTooLong() throws Exception {
    says(browser("echo $$ > '" + folder.resolve("number") + "'; exec sleep 1000"), EngravedKind.SVG, 1000, "not done after 1 s");

    long number = Long.parseLong(Files.readString(folder.resolve("number")).strip());
    assertThat(ProcessHandle.of(number).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(workplace()).doesNotExist();
  }

  /** A program that only engraves, to be stopped meanwhile. */
  static final class Alone {
    public static void main(String[] arguments) throws IOException {
      Engraver.with(new HeadlessBrowser(Path.of(arguments[0])), LONG_MS).write("t", ABC, EngravedKind.SVG, Path.of(arguments[1]));
    }
  }

  @Test
  void shouldEndTheBrowserAndLeaveNothingBehindWhenTheProgramIsStopped() throws Exception {
    Path number = folder.resolve("number");
    HeadlessBrowser browser = browser("echo $$ > '" + number + ".part'; mv '" + number + ".part' '" + number + "'; exec sleep 1000");
    Process program = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        Alone.class.getName(), browser.program().toString(), folder.resolve("tune.svg").toString())
        .redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile()).start();
    while (!Files.exists(number)) {
      assertThat(program.isAlive()).as(() -> said()).isTrue();
      Thread.sleep(10);
    }
    assertThat(workplace()).exists();

    program.destroy();

    assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(workplace()).doesNotExist();
    assertThat(ProcessHandle.of(Long.parseLong(Files.readString(number).strip())).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(folder.resolve("tune.svg")).doesNotExist();
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void shouldDoWithoutASandboxOnlyWhereThereIsNone() throws Exception {
    String withoutAlone = "case \"$*\" in *--no-sandbox*) " + answer("made", "<svg/>") + ";; *) echo 'No usable sandbox!' >&2; exit 1;; esac";

    assertThat(write(browser(withoutAlone), EngravedKind.SVG, LONG_MS)).hasContent("<svg/>");

    write(browser(answer("made", "<svg/>")), EngravedKind.SVG, LONG_MS);
    boolean root = Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"));
    assertThat(arguments().contains("--no-sandbox")).isEqualTo(root);
  }

  private void says(HeadlessBrowser browser, EngravedKind kind, long longestMs, String sentence) {
    assertThatExceptionOfType(SheetException.class).isThrownBy(() -> write(browser, kind, longestMs)).withMessageContaining(sentence);
    assertThat(folder.resolve("tune." + kind)).doesNotExist();
  }

  @Test
  void shouldKnowSheetMusicFromPianoRolls() {
    assertThat(EngravedKind.of(Path.of("a.b/Tune.PDF"))).contains(EngravedKind.PDF);
    assertThat(EngravedKind.of(Path.of("tune.png"))).contains(EngravedKind.PNG);
    assertThat(EngravedKind.of(Path.of("tune.mid"))).isEmpty();
    assertThat(EngravedKind.ofScore(Path.of("tune.pdf"))).contains(EngravedKind.PDF);
    assertThat(EngravedKind.ofScore(Path.of("tune.Score.svg"))).contains(EngravedKind.SVG);
    assertThat(EngravedKind.ofScore(Path.of("tune.svg"))).isEmpty();
  }
}
