package antiphon.musicxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChordTextTest {
  @ParameterizedTest
  @CsvSource({
    "C, major", "F#m, minor", "Bb7, dominant", "Ebmaj7, major-seventh", "Am7, minor-seventh", "Bdim7, diminished-seventh",
    "F#m7b5, half-diminished", "G7+, augmented-seventh", "C6/E, major-sixth", "Dsus4, suspended-fourth",
    "G7b9, dominant", "Cadd9, major", "Am7(b5), minor-seventh", "C6/9, other", "N.C., none"
  })
  void shouldNameTheKindAndKeepTheText(String text, String kind) {
    ChordText chord = ChordText.of(text);
    assertThat(chord.kind()).isEqualTo(kind);
    assertThat(chord).hasToString(text);
  }

  @Test
  void shouldTakeDegreesApart() {
    assertThat(ChordText.of("G7b9#11").degrees())
        .containsExactly(new ChordText.Degree(9, -1, "add"), new ChordText.Degree(11, 1, "add"));
    assertThat(ChordText.of("C7no5").degrees()).containsExactly(new ChordText.Degree(5, 0, "subtract"));
    assertThat(ChordText.of("Gb/Db").bass()).isEqualTo(new ChordText.Letter("D", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "H7", "C7alt", "Bb13(#11)", "c", "/", "C/", "A/C#", "%", "Am7/G", "Fmaj7#11/E"})
  void shouldReadBackEveryText(String text) throws Exception {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    XmlOut xml = new XmlOut(bytes);
    new NoteWriter(xml, antiphon.score.Key.C, 1, 1, 0).harmony(text, 0);
    xml.end();
    XmlElement harmony = ScoreXml.all(bytes.toByteArray(), "test", "harmony").getFirst();
    assertThat(ChordText.read(harmony, 0)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', value = {
    "<root><root-step>B</root-step><root-alter>-1</root-alter></root><kind>half-diminished</kind>, 0, Bbm7b5",
    "<root><root-step>D</root-step></root><kind text=\"△7\">major-seventh</kind>, 0, Dmaj7",
    "<root><root-step>D</root-step></root><kind text=\"m♭6\">minor</kind>, 0, Dmb6",
    "<root><root-step>A</root-step></root><kind>major</kind><bass><bass-step>C</bass-step><bass-alter>1</bass-alter></bass>, -2, G/B",
    "<root><root-step>E</root-step></root><kind>dominant</kind><degree><degree-value>9</degree-value><degree-alter>-1</degree-alter><degree-type>add</degree-type></degree>, 0, E7b9",
    "<root><root-step>E</root-step></root><kind text=\"what a long and winding text\">minor</kind>, 0, Em",
    "<root><root-step>C</root-step></root><kind>none</kind>, 0, N.C.",
    "<function>V</function><kind>major</kind>, 0, ``"
  })
  void shouldReadWhatOthersWrite(String content, int semitones, String text) throws Exception {
    byte[] xml = ("<harmony>" + content + "</harmony>").getBytes(StandardCharsets.UTF_8);
    assertThat(ChordText.read(ScoreXml.all(xml, "test", "harmony").getFirst(), semitones)).isEqualTo(text);
  }
}
