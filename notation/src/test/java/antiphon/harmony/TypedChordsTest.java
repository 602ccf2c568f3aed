package antiphon.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chords as people type them into a line: what they mean, and how they are written back. */
class TypedChordsTest {
  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
    // What stands between chords.
    "Am F C G; Am | F | C | G", "Am, F, C, G; Am | F | C | G", "Am,F,C,G; Am | F | C | G", "C - G - Am - F; C | G | Am | F",
    "C-G-Am-F; C | G | Am | F", "C \u2013 G \u2014 Am; C | G | Am", "C -> G -> Am; C | G | Am", "C\u2192G\u2192Am; C | G | Am", "C > G > Am; C | G | Am",
    "C; C", "Am F\\nC G; Am | F | C | G", "Am | F | C | G; Am | F | C | G", "|Am|F|C|G|; Am | F | C | G", "C, G | Am, F; C G | Am F",
    "C G | Am F |; C G | Am F", "| C / / G |; C . . G", "C % F %; C | C | F | F", "[A] Am F [B] C G; A: Am | F | B: C | G",
    "[Verse 1] Am F; Verse-1: Am | F", "C\uff0cG\u3001Am\uff1bF; C | G | Am | F", "C-7 F7; Cm7 | F7", "C-A-D-7-G7; C | A | Dm7 | G7",
    // Qualities.
    "Cmaj7#11; Cmaj7#11", "C7sus4; C7sus4", "Bb6/9; Bb69", "Gm6; Gm6", "D7alt; D7alt", "Am7(b5); Am7b5", "C\u25b3; Cmaj7", "C\u22067; Cmaj7", "C\u0394; Cmaj7",
    "B\u00f8; Bm7b5", "B\u00d87; Bm7b5", "Bh7; Bm7b5", "B\u00b07; Bdim7", "B\u00ba; Bdim", "H7; B7", "Hm7; Bm7", "C7M; Cmaj7", "Cm7M; Cmmaj7", "Cj7; Cmaj7",
    "C major; ''", "Cmajor; C", "Cminor; Cm", "Cdom7; C7", "C7(b9,13); C13b9", "C7(9); C9", "C7(13); C13", "C7(#9, b13); C7#9b13", "C6(9); C69", "C(add9); Cadd9",
    "Cadd6; C6", "C(no3); C5", "Cm/maj7; Cmmaj7", "Cm(maj7); Cmmaj7", "C-7b5; Cm7b5", "C+7; C7#5", "C7+; C7#5", "C5; C5", "C/E; C/E", "Am7/G; Am7/G", "C6/9/E; C69/E",
    "n.c. C; N.C. | C", "NC; N.C.", "N.C.; N.C.", "dm7 g7 cmaj7; Dm7 | G7 | Cmaj7", "bb7 eb7; Bb7 | Eb7",
    // Flats.
    "B\u266d7; Bb7", "F\u266fm; F#m", "Abm7 Db7 Gbmaj7; Abm7 | Db7 | Gbmaj7", "Fm7 Bb7 Ebmaj7 Abmaj7; Fm7 | Bb7 | Ebmaj7 | Abmaj7", "F#m7 B7 Emaj7; F#m7 | B7 | Emaj7",
    "C#m A E B; C#m | A | E | B", "Gb; Gb", "Db Gb Ab; Db | Gb | Ab", "Ebm7 Ab7 Db; Ebm7 | Ab7 | Db", "Cm7 F7 Bbmaj7 Ebmaj7 Am7b5 D7 Gm; Cm7 | F7 | Bbmaj7 | Ebmaj7 | Am7b5 | D7 | Gm",
  })
  void shouldReadWhatIsTypedAndWriteItBack(String typed, String bars) {
    String text = typed.replace("\\n", "\n");
    if (bars.equals("''")) {
      org.assertj.core.api.Assertions.assertThatExceptionOfType(ChartException.class).isThrownBy(() -> ChordChart.parse(text));
      return;
    }
    ChordChart chart = ChordChart.parse(text);
    assertThat(brief(chart)).isEqualTo(bars);
    assertThat(ChordChart.parse(chart.text())).isEqualTo(chart);
  }

  @Test
  void shouldTakeNoChordFromATitle() {
    ChordChart chart = ChordChart.parse("title: Blue, and A - Green\nAm, F");
    assertThat(chart.title()).isEqualTo("Blue, and A - Green");
    assertThat(chart.length()).isEqualTo(2);
  }

  private static String brief(ChordChart chart) {
    return chart.text().lines().filter(line -> !line.isBlank() && !line.matches("(title|key|tempo|meter|form):.*"))
        .map(line -> line.replaceAll(" \\|$", "").replaceAll("^\\[(.*)]$", "$1:"))
        .collect(Collectors.joining(" | ")).replace(": | ", ": ").replaceAll("(?<=^| )(\\S+) \\| %", "$1 | $1");
  }
}
