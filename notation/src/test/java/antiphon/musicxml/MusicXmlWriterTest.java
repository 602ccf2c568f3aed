package antiphon.musicxml;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.AbcReader;
import antiphon.score.Score;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MusicXmlWriterTest {
  private static String write(Sheet sheet) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MusicXmlWriter.write(sheet, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The document without space between elements. */
  private static String write(String abc) throws IOException {
    return write(new Sheet("", AbcReader.read(abc))).replaceAll(">\\s+<", "><");
  }

  private static List<String> all(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
  }

  @Test
  void shouldWriteALeadSheetAsReviewed() throws IOException {
    Score score = AbcReader.read(
        "L:1/8\nQ:1/4=96\nM:3/4\nK:Bb\nV:1 treble nm=\"Voice\"\n[V:1]F2|\n[V:1]\"Bb\"(3B=Bc d3-d-|\n[V:1]d4\"F7/A\"^f2|]\n");
    try (var golden = getClass().getResourceAsStream("lead-sheet.musicxml")) {
      assertThat(golden).isNotNull();
      assertThat(write(new Sheet("A <Waltz>", score, List.of(52))))
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void shouldGiveStavesClefsAndVoicesOfAKeyboardToOnePart() throws IOException {
    String xml = write(
        "%%score 1 { ( 2 3 ) | 4 }\nL:1/8\nM:2/4\nK:C\nV:1 alto\nV:2 treble\nV:3 treble\nV:4 bass\n[V:2]c4|[V:3]G4|[V:4]C,4|\n");

    assertThat(all(xml, "<part id")).hasSize(2);
    assertThat(xml).contains("<staves>2</staves>")
        .contains("<clef><sign>C</sign><line>3</line></clef>")
        .contains("<clef number=\"2\"><sign>F</sign><line>4</line></clef>")
        .contains("<rest measure=\"yes\"/><duration>2</duration><voice>1</voice></note>");
    assertThat(all(xml, "<voice>\\d</voice>(<type>half</type>)?<staff>\\d</staff>")).containsExactly(
        "<voice>1</voice><type>half</type><staff>1</staff>", "<voice>2</voice><type>half</type><staff>1</staff>",
        "<voice>5</voice><type>half</type><staff>2</staff>");
    assertThat(all(xml, "<backup><duration>2</duration></backup>")).hasSize(2);
  }

  @Test
  void shouldTieWhatNoSingleSignCanShow() throws IOException {
    String xml = write("L:1/8\nM:5/8\nK:C\nV:1\n[V:1]c5|\n[V:1]zc4|\n");

    assertThat(all(xml, "<duration>\\d</duration>")).containsExactly(
        "<duration>4</duration>", "<duration>1</duration>", "<duration>1</duration>", "<duration>4</duration>");
    assertThat(all(xml, "<tied type=\"\\w+\"/>")).containsExactly("<tied type=\"start\"/>", "<tied type=\"stop\"/>");
    assertThat(all(xml, "<type>\\w+</type>")).containsExactly(
        "<type>half</type>", "<type>eighth</type>", "<type>eighth</type>", "<type>half</type>");
  }

  @Test
  void shouldBeamWithinPulses() throws IOException {
    String xml = write("L:1/8\nM:2/4\nK:C\nV:1\n[V:1]c3/2d/ e/f/z|\n");

    assertThat(all(xml, "<beam number=\"\\d\">[a-z ]+")).containsExactly(
        "<beam number=\"1\">begin", "<beam number=\"1\">end", "<beam number=\"2\">backward hook",
        "<beam number=\"1\">begin", "<beam number=\"2\">begin", "<beam number=\"1\">end", "<beam number=\"2\">end");
  }

  @Test
  void shouldWriteAccidentalsOfAStaffOnceForAllItsVoices() throws IOException {
    String xml = write("%%score ( 1 2 )\nL:1/8\nM:4/4\nK:G\nV:1\nV:2\n[V:1]^c4 =c2 ^c2-|[V:2]z2 ^c4 f2|\n[V:1]c4 ^c4|\n");

    assertThat(all(xml, "<accidental>\\w+")).as("sharp, natural, sharp; the second voice's first is in force; new bar")
        .containsExactly("<accidental>sharp", "<accidental>natural", "<accidental>sharp", "<accidental>sharp");
  }

  @Test
  void shouldShowPickUpsAndCutBarsAsImplicit() throws IOException {
    String xml = write("L:1/8\nM:4/4\nK:C\nV:1\n[V:1]c2|\n[V:1]c8|\n[V:1]c4:|\n[V:1]|:c4|\n[V:1]c8|\n");

    assertThat(all(xml, "<measure [^>]*>")).containsExactly(
        "<measure number=\"0\" implicit=\"yes\">", "<measure number=\"1\">", "<measure number=\"X1\" implicit=\"yes\">",
        "<measure number=\"X2\" implicit=\"yes\">", "<measure number=\"2\">");
    assertThat(all(xml, "<repeat direction=\"\\w+\"/>"))
        .containsExactly("<repeat direction=\"backward\"/>", "<repeat direction=\"forward\"/>");
  }

  @Test
  void shouldPackByTheNameOfTheFile(@TempDir Path folder) throws IOException {
    Score score = AbcReader.read("M:2/4\nL:1/8\nK:C\nCDEF|\n");
    for (String name : List.of("a.musicxml", "a.mxl")) {
      MusicXmlWriter.write(score, "Scale", folder.resolve(name));
      assertThat(MusicXmlReader.read(folder.resolve(name)).title()).isEqualTo("Scale");
    }
    assertThat(Files.readAllBytes(folder.resolve("a.mxl"))).startsWith('P', 'K');
    assertThat(Files.readString(folder.resolve("a.musicxml"))).startsWith("<?xml version=");
  }
}
