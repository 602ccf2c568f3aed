package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the page engraves the command line prints: a piece of a stranger becomes SVG, PNG and PDF, by the browser of this machine. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class PageEngravingAcceptanceTest {
  private static final int BARS = 40;
  private static final int NOTES = 6 * BARS;
  private static final int DARK = 100;

  @TempDir private Path folder;

  /** Two voices, chords, another key and meter in the middle. */
  private static String tune(String title) {
    StringBuilder abc = new StringBuilder("X:1\nT:" + title + "\n%%score { 1 | 2 }\nL:1/8\nQ:1/4=96\nM:4/4\nK:D\nV:1 treble nm=\"Fiddle\"\nV:2 bass nm=\"Cello\"\n");
    for (int bar = 0; bar < BARS; bar++) {
      String changes = bar == BARS / 2 ? "[K:Bb][M:3/4]" : "";
      String end = bar == BARS - 1 ? "|]" : "|";
      boolean first = bar < BARS / 2;
      abc.append("[V:1]").append(changes).append(first ? "\"D\"d2 e2 f2 a2" : "\"Bb\"d2 f2 b>a").append(end)
          .append("[V:2]").append(changes).append(first ? "D,4 A,4" : "B,,4 D,2").append(end).append('\n');
    }
    return abc.toString();
  }

  @Test
  void shouldPrintSheetMusicOfATakeAndRunNothingThatItsTitleSays() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stranger.createContext("/", exchange -> {
      asked.add(exchange.getRequestURI().toString());
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
    });
    stranger.start();
    try {
      String address = "http://127.0.0.1:" + stranger.getAddress().getPort();
      String title = "</script><script>document.body.textContent=1</script> 100% <img src=" + address + "/a onerror=alert(1)> & Co";
      Files.writeString(folder.resolve("tune.abc"), tune(title));
      Files.createDirectories(folder.resolve("takes"));
      assertThat(Program.run(folder, "takes", "import", "tune.abc").exit()).isZero();

      Program.Run run = Program.run(folder, "takes", "export", "last", "a.score.svg", "a.score.png", "a.pdf", "--json");

      assertThat(run.exit()).as(run.err().toString()).isZero();
      JsonNode said = new ObjectMapper().readTree(String.join("", run.out()));
      assertThat(said.path("written")).extracting(JsonNode::asText).containsExactly("a.score.svg", "a.score.png", "a.pdf");
      Element drawn = svg(folder.resolve("a.score.svg"), title);
      png(folder.resolve("a.score.png"), drawn);
      pdf(folder.resolve("a.pdf"));
      assertThat(asked).isEmpty();
    } finally {
      stranger.stop(0);
    }
  }

  @Test
  void shouldConvertToSheetMusicOrSayWhatIsMissing() throws Exception {
    Files.writeString(folder.resolve("tune.abc"), tune("Over the Bridge"));

    Program.Run run = Program.run(folder, "convert", "tune.abc", "tune.svg");

    assertThat(run.exit()).as(run.err().toString()).isZero();
    assertThat(run.out()).singleElement().asString().startsWith("tune.svg: " + BARS + " bars of 4/4 in D, 2 voices, ");
    svg(folder.resolve("tune.svg"), "Over the Bridge");
    Program.Run none = Program.run(folder, "convert", "tune.abc", "nowhere/tune.pdf");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).singleElement().asString().contains("nowhere");
  }

  private static Element svg(Path file, String title) throws Exception {
    Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    Element drawn = document.getDocumentElement();
    assertThat(drawn.getTagName()).isEqualTo("svg");
    assertThat(count(drawn, "abcjs-note")).isEqualTo(NOTES);
    assertThat(count(drawn, "abcjs-bar")).isEqualTo(2 * BARS);
    assertThat(count(drawn, "abcjs-chord")).isEqualTo(BARS);
    int staves = count(drawn, "abcjs-staff");
    assertThat(staves).isGreaterThanOrEqualTo(2 * BARS / 5);
    assertThat(count(drawn, "abcjs-clef")).as("one a staff").isEqualTo(staves);
    assertThat(count(drawn, "abcjs-tempo")).isPositive();
    assertThat(count(drawn, "abcjs-time-signature")).as("two staves, two meters").isEqualTo(4);
    assertThat(texts(drawn, "abcjs-title")).isEqualTo(title.replace(" ", ""));
    assertThat(texts(drawn, "abcjs-voice-name")).contains("Fiddle", "Cello");
    assertThat(drawn.getElementsByTagName("script").getLength() + drawn.getElementsByTagName("img").getLength()).isZero();
    return drawn;
  }

  private static List<Element> of(Element drawn, String name) {
    List<Element> all = new ArrayList<>();
    NodeList elements = drawn.getElementsByTagName("*");
    for (int n = 0; n < elements.getLength(); n++) {
      Element element = (Element) elements.item(n);
      if (List.of(element.getAttribute("class").split("\\s+")).contains(name)) {
        all.add(element);
      }
    }
    return all;
  }

  private static int count(Element drawn, String name) {
    return of(drawn, name).size();
  }

  /** What is written there, without spaces, as lines are broken at them. */
  private static String texts(Element drawn, String name) {
    StringBuilder text = new StringBuilder();
    of(drawn, name).forEach(element -> text.append(element.getTextContent()));
    return text.toString().replaceAll("\\s", "");
  }

  /** Twice the size of the drawing, some of it dark, to the last system. */
  private static void png(Path file, Element drawn) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo((int) (2 * Double.parseDouble(drawn.getAttribute("width"))));
    assertThat(image.getHeight()).isEqualTo((int) (2 * Double.parseDouble(drawn.getAttribute("height"))));
    assertThat(dark(image, 0, image.getHeight())).isBetween(0.01, 0.3);
    assertThat(dark(image, image.getHeight() - 300, image.getHeight())).isBetween(0.01, 0.3);
  }

  private static double dark(BufferedImage image, int from, int to) {
    int dark = 0;
    for (int y = from; y < to; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        dark += (image.getRGB(x, y) & 0xff) < DARK ? 1 : 0;
      }
    }
    return (double) dark / (to - from) / image.getWidth();
  }

  /** Pages of A4, more than one, with text. */
  private static void pdf(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith("%PDF-").contains("/Font").contains("/Title (</script><script>");
    List<String> boxes = Pattern.compile("/MediaBox \\[0 0 (\\d+)[.\\d]* (\\d+)[.\\d]*\\]").matcher(text).results()
        .map((MatchResult box) -> box.group(1) + " x " + box.group(2)).toList();
    assertThat(boxes).as("points").hasSizeBetween(2, 5).containsOnly("594 x 841");
  }
}
