package antiphon.musicxml;

import static antiphon.musicxml.Fixture.attributes;
import static antiphon.musicxml.Fixture.document;
import static antiphon.musicxml.Fixture.measure;
import static antiphon.musicxml.Fixture.note;
import static antiphon.musicxml.Fixture.notes;
import static antiphon.musicxml.Fixture.read;
import static antiphon.musicxml.Fixture.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class MusicXmlDamageTest {
  private static final String SOUND = document(measure(attributes(1, time("1", 4)), note("C4", 1, "")));

  private static void refuses(String document, String... message) {
    assertThatExceptionOfType(MusicXmlException.class).isThrownBy(() -> read(document))
        .withMessageStartingWith("test.musicxml: ").withMessageNotContaining("\n")
        .satisfies(e -> assertThat(e.getMessage()).contains(message));
  }

  private static byte[] archive(String... pathsAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < pathsAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(pathsAndContents[i]));
        zip.write(pathsAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static void refusesBytes(byte[] document, String... message) {
    PrintStream real = System.err;
    ByteArrayOutputStream noise = new ByteArrayOutputStream();
    System.setErr(new PrintStream(noise, true, StandardCharsets.UTF_8));
    try {
      assertThatExceptionOfType(MusicXmlException.class).isThrownBy(() -> MusicXmlReader.read(document, "test.musicxml"))
          .satisfies(e -> assertThat(e.getMessage()).startsWith("test.musicxml: line ").contains(message));
    } finally {
      System.setErr(real);
    }
    assertThat(noise.toString(StandardCharsets.UTF_8)).as("said beside the exception").isEmpty();
  }

  @Test
  void shouldRefuseBytesThatAreNotOfTheEncodingAndPrintNothing() {
    String titled = SOUND.replace("<score-partwise", "<!--\u00e9\u00e9--><score-partwise");
    byte[] latin = titled.getBytes(StandardCharsets.ISO_8859_1);
    refusesBytes(latin, "bytes that are not of its encoding", "expected MusicXML");
    String declaration = "<?xml version='1.0' encoding='%s'?>";
    String plain = titled.replaceFirst("^<\\?xml.*?\\?>\\s*", "");
    refusesBytes(String.format(declaration, "US-ASCII").concat(plain).getBytes(StandardCharsets.UTF_8), "not of its encoding");
    refusesBytes(String.format(declaration, "nonsense").concat(plain).getBytes(StandardCharsets.UTF_8), "encoding 'nonsense'");
    refusesBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, "expected MusicXML");
  }

  @Test
  void shouldReadEveryEncodingThatIsDeclaredOrMarked() {
    String declaration = "<?xml version='1.0' encoding='%s'?>";
    String plain = SOUND.replaceFirst("^<\\?xml.*?\\?>\\s*", "").replace("<score-partwise", "<!--\u00e9--><score-partwise");
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16)) {
      byte[] bytes = String.format(declaration, charset.name()).concat(plain).getBytes(charset);
      assertThat(MusicXmlReader.read(bytes, "test.musicxml")).isNotNull();
    }
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThat(MusicXmlReader.read(("\uFEFF" + plain).getBytes(charset), "test.musicxml")).isNotNull();
    }
    assertThat(MusicXmlReader.read(plain.getBytes(StandardCharsets.UTF_16LE), "test.musicxml")).isNotNull();
  }

  @Test
  void shouldSayWhereAndWhatIsWrong() {
    refuses("", "line 1", "expected MusicXML");
    refuses("X:1\nK:C\nCDE", "expected MusicXML");
    refuses("<html><body/></html>", "root element 'html', expected score-partwise");
    refuses("<score-partwise><part-list/></score-partwise>", "expected at least one bar");
    refuses(SOUND.substring(0, SOUND.length() - 40), "not well-formed");
    refuses(document(measure(attributes(1, ""), "<note><pitch><step>C</step><octave>4</octave></pitch></note>")),
        "part P1, bar 1", "duration ''", "expected 0 or more");
    refuses(SOUND.replace("<duration>1<", "<duration>one<"), "part P1, bar 1", "duration 'one', expected a number");
    refuses(SOUND.replace("<step>C<", "<step>H<"), "pitch step 'H'");
    refuses(SOUND.replace("<octave>4<", "<octave>12<"), "octave 12", "0 to 127");
    refuses(SOUND.replace("<beats>1<", "<beats>900<"), "meter 900/4");
    refuses(SOUND.replace("<beat-type>4<", "<beat-type>0<"), "meter 1/0");
    refuses(SOUND.replace("<divisions>1<", "<divisions>0<"), "divisions 0");
    refuses(SOUND.replace("<duration>1<", "<duration>1e9<"), "more than 64 whole notes");
    refuses(document(measure(attributes(1, "<clef><sign>percussion</sign></clef>"))), "without a bar of pitched music");
  }

  @Test
  void shouldLookNothingUpAndExpandNothing(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "C");
    String file = "<!DOCTYPE score-partwise [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";
    refuses(SOUND.replaceAll("<!DOCTYPE[^>]*>", file).replace("<step>C<", "<step>&x;<"), "not well-formed");
    String laughs = "<!DOCTYPE score-partwise [<!ENTITY a \"" + "ha".repeat(1000) + "\"><!ENTITY b \""
        + "&a;".repeat(1000) + "\"><!ENTITY c \"" + "&b;".repeat(1000) + "\">]>";
    refuses(SOUND.replaceAll("<!DOCTYPE[^>]*>", laughs).replace("Part 1", "&c;"), "not well-formed");
    assertThat(notes(read(SOUND).score(), 0)).as("the document type names a host that does not exist").hasSize(1);
  }

  @Test
  void shouldRefuseWhatIsTooDeep() {
    refuses(document(measure("<a>".repeat(100_000) + "</a>".repeat(100_000))), "64 deep");
  }

  @Test
  void shouldReadPackedFilesAlsoWithDamagedContents() throws IOException {
    String contents = "<container><rootfiles><rootfile full-path=\"It's.xml\"/></rootfiles></container>";
    byte[] sound = archive("META-INF/container.xml", contents, "other.xml", "<no/>", "It's.xml", SOUND);
    byte[] quoted = archive("META-INF/container.xml", contents.replace('"', '\''), "It's.xml", SOUND);
    byte[] missing = archive("cover.png", "?", "score.musicxml", SOUND);

    for (byte[] bytes : new byte[][] {sound, quoted, missing}) {
      assertThat(notes(MusicXmlReader.read(bytes, "test.mxl").score(), 0)).hasSize(1);
    }
    assertThatExceptionOfType(MusicXmlException.class)
        .isThrownBy(() -> MusicXmlReader.read(archive("cover.png", "?"), "test.mxl"))
        .withMessage("test.mxl: no score in the archive, expected packed MusicXML");
  }

  @Test
  void shouldRefuseArchivesThatUnpackToTooMuch() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("score.xml"));
      byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 65; i++) {
        zip.write(spaces);
      }
    }
    assertThatExceptionOfType(MusicXmlException.class)
        .isThrownBy(() -> MusicXmlReader.read(bytes.toByteArray(), "bomb.mxl"))
        .withMessageContaining("bomb.mxl: 'score.xml' unpacks to more than");
  }

  /** A packed score of repeated text, as few bytes; {@code end} closes what {@code begin} opened. */
  private static byte[] bomb(String begin, String repeated, int times, String end) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("score.xml"));
      zip.write(begin.getBytes(StandardCharsets.UTF_8));
      byte[] block = repeated.repeat(1_000).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < times / 1_000; i++) {
        zip.write(block);
      }
      zip.write(end.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void refuses(byte[] bomb, String message) {
    assertThatExceptionOfType(MusicXmlException.class)
        .isThrownBy(() -> MusicXmlReader.read(bomb, "bomb.mxl")).withMessage("bomb.mxl: " + message);
  }

  @Test
  void shouldRefuseMoreThanAnyScoreHasBeforeItFillsTheMemory() throws IOException {
    String head = "<score-partwise><part-list><score-part id=\"P1\"/></part-list><part id=\"P1\">";
    String foot = "</part></score-partwise>";
    refuses(bomb(head + "<measure>", "<a/>", 15_500_000, "</measure>" + foot),
        "line 1: more than 200000 elements in one measure, expected MusicXML of fewer");
    refuses(bomb(head, "<measure/>", 6_200_000, foot),
        "part P1, bar 20001: more than 20000 bars, expected a piece of fewer");
    refuses(bomb(head, "<measure>" + "<a/>".repeat(900) + "</measure>", 9_000, foot),
        "line 1: more than 8000000 elements, expected MusicXML of fewer");
    refuses(bomb("<score-partwise><movement-title>", "a", 2_000_000, "</movement-title>" + foot),
        "line 1: a text of more than 1000000 characters, expected MusicXML of fewer");
    refuses(bomb("<score-timewise><measure>", "<part id=\"P1\"/>", 2_000_000, "</measure></score-timewise>"),
        "part P1, bar 20001: more than 20000 bars, expected a piece of fewer");
  }

  @Test
  void shouldRefuseArchivesWithTooMuchBesideTheScore() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("cover.png"));
      byte[] block = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        zip.write(block);
      }
    }
    refuses(bytes.toByteArray(), "unpacks to more than 268435456 bytes beside the score, expected less");
  }

  @Test
  void shouldReadOrRefuseAnyDamage() throws IOException {
    byte[] xml = SOUND.getBytes(StandardCharsets.UTF_8);
    byte[] packed = PackedFile.pack(xml);
    for (long seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = (random.nextBoolean() ? xml : packed).clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(MusicXmlReader.read(bytes, "damaged").score().bars()).as("seed %d", seed).isNotEmpty();
      } catch (MusicXmlException e) {
        assertThat(e).as("seed %d", seed).hasMessageStartingWith("damaged: ");
      }
    }
  }
}
