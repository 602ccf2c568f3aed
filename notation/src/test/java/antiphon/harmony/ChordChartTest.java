package antiphon.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChordChartTest {
  private static final int QUARTER = 10_080;

  @Test
  void shouldReadAChartAsPeopleWriteIt() {
    ChordChart chart = ChordChart.parse(
        """
        title: An Evening Walk # 2
        key: Bb
        tempo: 132.5
        meter: 4/4
        form: A A B A

        [A]                       # the first eight
        Dm7 | G7 . . Db7 | Cmaj7 | % |
        [B]
        |: Fm7 Bb7 | [3/4] Eb [1 G7 :| [2 N.C. ||
        """
            .replace("Eb [1", "Eb | [1"));

    assertThat(chart.title()).isEqualTo("An Evening Walk # 2");
    assertThat(chart.key()).contains(Key.parse("Bb"));
    assertThat(chart.tempo()).contains(Tempo.ofQuartersPerMinute(132.5));
    assertThat(chart.sections()).extracting(ChartSection::name).containsExactly("A", "A", "B", "A");
    assertThat(brief(chart)).isEqualTo(
        "Dm7 | G7:3 Db7:1 | Cmaj7 | Cmaj7 | Dm7 | G7:3 Db7:1 | Cmaj7 | Cmaj7 | "
            + "Fm7:2 Bb7:2 | Eb | G7 | Fm7:2 Bb7:2 | Eb | N.C. | Dm7 | G7:3 Db7:1 | Cmaj7 | Cmaj7");
    assertThat(chart.barAt(8).meter()).isEqualTo(Meter.COMMON);
    assertThat(chart.barAt(9).meter()).isEqualTo(new Meter(3, 4));
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
    "C | F; C | F",
    "| C | F |; C | F",
    "|: C | F :|; C | F | C | F",
    "|: C | F :| x3 G; C | F | C | F | C | F | G",
    "C | F :| G; C | F | C | F | G",
    "C |: F | G :|; C | F | G | F | G",
    "|: C :|: F :|; C | C | F | F",
    "|: C :: F :||; C | C | F | F",
    "|: C :|\\n|: F :|; C | C | F | F",
    "||: C :| |: F :|]; C | C | F | F",
    "|: C | [1 F :| [2 G |; C | F | C | G",
    "|: C | [1 F :| [2 G || Am |; C | F | C | G | Am",
    "|: C | [1] F :| [2] G | Am |; C | F | C | G | Am",
    "|: C | [1,2 F :| [3 G |]; C | F | C | F | C | G",
    "|: C | [1 F :|\\n[2 G :|\\n[3 Am; C | F | C | G | C | Am",
    "C | [1 F :| [2 G || D :|; C | F | C | G | D | D",
    "|: C | [1 F | % :| [2 % || D; C | F | F | C | F | D",
    "C % |; ''",
    "C | % | % | F; C | C | C | F",
    "C F | %; C:2 F:2 | C:2 F:2",
    "C F G |; C:2 F:1 G:1",
    "C F G Am |; C:1 F:1 G:1 Am:1",
    "C F G Am Dm |; C:1 F:1 G:1 Am:0.5 Dm:0.5",
    "C . . G7; C:3 G7:1",
    "C / G7 /; C:2 G7:2",
    "C . . . . . . G7; C:3.5 G7:0.5",
    "(3/4) C | F G; C | F:2 G:1",
    "[6/8] C G | C . . . . G; C:1.5 G:1.5 | C:2.5 G:0.5",
    "[7/8] C G |; C:2 G:1.5",
    "[5/4] C G |; C:3 G:2",
    "[2/2] C F G Am |; C:1 F:1 G:1 Am:1",
    "C | [3/4] % | F; C | C | F",
    "C\\nF\\n\\nG; C | F | G",
    "C#m # a comment\\n# another: with | things\\nF#; C#m | F#",
    "[A] C | [B] F; C | F",
    "[A] C | [A] F; C | F",
  })
  void shouldPlayOutWhatIsWritten(String text, String expected) {
    String written = text.replace("\\n", "\n");
    if (expected.equals("''")) {
      assertThatExceptionOfType(ChartException.class).isThrownBy(() -> ChordChart.parse(written));
    } else {
      assertThat(brief(ChordChart.parse(written))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
    "C | Dmx7 | F; line 1, column 5: bar 2: chord 'Dmx7': 'x7', expected a quality such as m7",
    "C |\\nF | I7; line 2, column 5: bar 3: chord 'I7': expected a root A to G",
    "C | | F; line 1, column 5: bar 2: an empty bar, expected a chord, N.C. or %",
    "|: C | F; line 1, column 8: bar 3: a repeat is open, expected ':|'",
    "|: C |: F :|; line 1, column 6: bar 2: '|:' inside a repeat, expected ':|' first",
    "|: C | [1 F | [2 G; line 1, column 15: bar 3: ending [2 begins, expected ':|' before it",
    "|: C | [1 F :| [3 G; line 1, column 16: bar 3: ending [3, expected [2",
    "|: C | [1 F :| G; line 1, column 16: bar 3: a bar after an ending's ':|', expected ending [2",
    "|: C | [1 F :| [2 G :|; line 1, column 22: bar 4: ':|' after the last ending, expected ending [3 or no repeat sign",
    "|: C | [1 F; line 1, column 11: bar 3: ending [1 only, expected ':|' and ending [2",
    "|: C :| x1; 'x1', expected x2 to x99",
    "C | x2; chord 'x2': expected a root",
    "% | C; line 1, column 3: bar 1: % in a section's first bar, expected a chord",
    "C | [B] %; % in a section's first bar",
    "C % | F; '%' in a bar with %, expected % alone",
    "C | % F; 'F' in a bar with %, expected % alone",
    ". C; '.' at the start of a bar, expected a chord",
    "C . G; 3 beats in a bar of 4/4, expected 4 or 8 or 16 or 32",
    "[3/4] C . G . ; 4 beats in a bar of 3/4, expected 3 or 6 or 12 or 24",
    "[1/32] C D |; 2 chords in a bar of 1/32, expected at most a 32nd each",
    "C [3/4] D |; '[3/4]' inside a bar, expected a bar line before it",
    "[3/5] C; meter 3/5: expected a lower figure of 1",
    "[?] C; section '?': expected a name of one word",
    "Hm7 | B7; 'B7' where both H and B are roots, expected Bb, or B for H",
    "[] C; '[]', expected a section's name",
    "[A]\\n[B] C; section 'A': has no bars",
    "[A C; '[A', expected a chord, a bar line, [A], [1 or [3/4]",
    "C ] D; ']', expected a chord",
    "C | : D; ':', expected a chord",
    "form: A B\\n[A] C; line 1, column 1: bar 2: form 'A B': no section 'B', expected A",
    "form: A\\n[A] C\\n[B] F; line 1, column 1: bar 3: form 'A' leaves out section 'B'",
    "form: A\\n[A] C\\n[A] F; form 'A' with two sections 'A'",
    "key: H\\nC; line 1, column 1: key 'H': expected one such as Bb",
    "tempo: fast\\nC; line 1, column 1: tempo 'fast': expected quarters a minute",
    "tempo: 1e9\\nC; expected 5 to 1000 quarters a minute",
    "titel: x\\nC; line 1, column 1: 'titel:', expected title:, key:, meter:, tempo: or form:, or chords",
    "C |\\nkey: C; line 2, column 1: bar 2: 'key:' after the first bar, expected it before",
    "key: C\\nkey: F\\nC; line 2, column 1: 'key:' a second time",
    "title: Nothing; line 1, column 1: no bars found, expected chords such as",
    "'';line 1, column 1: no bars found",
  })
  void shouldSayWhatIsWrongAndWhere(String text, String message) {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> ChordChart.parse(text.equals("''") ? "" : text.replace("\\n", "\n")))
        .withMessageContaining(message)
        .withMessageStartingWith("line ");
  }

  @Test
  void shouldReadBackWhatItWroteForAnyChart() {
    for (long seed = 0; seed < 1_200; seed++) {
      ChordChart chart = new RandomCharts(seed).chart();
      String text = chart.text();
      ChordChart read = ChordChart.parse(text);
      assertThat(read).as("seed %d%n%s", seed, text).isEqualTo(chart);
      assertThat(read.text()).as("seed %d", seed).isEqualTo(text);
      assertThat(text.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 127)).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void shouldEitherReadOrRefuseAnyText() {
    String[] words = {
      "C", "Dm7", "F#/A#", "Bb", "N.C.", "%", ".", "/", "|", " | ", "||", "|:", ":|", "::", "|]", "[|", "x2", "x9999", "[1", "[2",
      "[1,2]", "[99999999/4]", "[3/4]", "(6/8)", "[A]", "[B]", "form: A B A", "key: C", "meter: 3/4", "# no", "\n", "\n", " ", "(", "]", ":"
    };
    int read = 0;
    for (long seed = 0; seed < 6_000; seed++) {
      RandomCharts random = new RandomCharts(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.below(14); i >= 0; i--) {
        text.append(words[random.below(words.length)]).append(random.below(4) == 0 ? "" : " ");
      }
      ChordChart chart;
      try {
        chart = ChordChart.parse(text.toString());
      } catch (ChartException e) {
        assertThat(e.getMessage()).as("seed %d%n%s", seed, text).contains("expected").doesNotContain("\n");
        continue;
      }
      read++;
      assertThat(ChordChart.parse(chart.text())).as("seed %d%n%s", seed, text).isEqualTo(chart);
    }
    assertThat(read).isGreaterThan(100);
  }

  @Test
  void shouldWriteWhatAMusicianWouldWrite() {
    ChordChart chart = ChordChart.parse("title: Four\nkey: F\ntempo: 90\nform: A B A\n[A] C7 | C7 | C . . F#7 | C F |\n[B] [3/4] Bb | C");

    assertThat(chart.text()).isEqualTo(
        """
        title: Four
        key: F
        tempo: 90
        meter: 4/4
        form: A B A

        [A]
        C7 | % | C . . Gb7 | C F |

        [B]
        [3/4] Bb | C |
        """);
  }

  @Test
  void shouldGoRoundTheFormForEver() {
    ChordChart chart = ChordChart.parse("[A] C | F | [B] G Am");

    assertThat(chart.length()).isEqualTo(3);
    assertThat(chart.chordAt(0, 0)).isEqualTo(Chord.parse("C"));
    assertThat(chart.chordAt(3_000_000_000L * 3 + 2, 2 * QUARTER - 1)).isEqualTo(Chord.parse("G"));
    assertThat(chart.chordAt(5, 2 * QUARTER)).isEqualTo(Chord.parse("Am"));
    assertThat(chart.barAt(-1)).isEqualTo(chart.barAt(2));
    assertThat(chart.sectionAt(-1).name()).isEqualTo("B");
    assertThat(chart.sectionAt(4).name()).isEqualTo("A");
  }

  @Test
  void shouldLayItsChordsInAnyBar() {
    ChordChart chart = ChordChart.parse("G . . C7");
    Chord g = Chord.parse("G");
    Chord c7 = Chord.parse("C7");

    assertThat(chart.spans(7, Bar.plain(1_000, Meter.COMMON, Key.C)))
        .containsExactly(new ChordSpan(1_000, 3 * QUARTER, g), new ChordSpan(1_000 + 3 * QUARTER, QUARTER, c7));
    assertThat(chart.spans(7, Bar.plain(0, new Meter(3, 4), Key.C))).containsExactly(new ChordSpan(0, 3 * QUARTER, g));
    assertThat(chart.spans(7, Bar.plain(0, new Meter(5, 4), Key.C)))
        .containsExactly(new ChordSpan(0, 3 * QUARTER, g), new ChordSpan(3 * QUARTER, 2 * QUARTER, c7));
    for (long seed = 0; seed < 500; seed++) {
      RandomCharts random = new RandomCharts(seed);
      ChordChart any = random.chart();
      Bar bar = Bar.plain(random.below(1_000_000), random.meter(), random.key());
      long at = bar.start();
      for (ChordSpan span : any.spans(random.below(100), bar)) {
        assertThat(span.start()).as("seed %d", seed).isEqualTo(at);
        at = span.end();
      }
      assertThat(at).as("seed %d", seed).isEqualTo(bar.end());
    }
  }

  @Test
  void shouldTransposeKeyAndChords() {
    ChordChart chart = ChordChart.parse("key: C\nDm7 G7 | C/E | N.C.").transposed(3);

    assertThat(chart.text()).isEqualTo("key: Eb\nmeter: 4/4\n\nFm7 Bb7 | Eb/G | N.C. |\n");
    assertThat(chart.transposed(-3).text()).isEqualTo("key: C\nmeter: 4/4\n\nDm7 G7 | C/E | N.C. |\n");
  }

  @Test
  void shouldRefuseValuesThatMakeNoChart() {
    ChartBar bar = ChartBar.of(Meter.COMMON, Chord.parse("C"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChartBar(Meter.COMMON, List.of(new ChordSpan(0, QUARTER, Chord.NONE))))
        .withMessageContaining("chords of 10080 ticks, expected 40320");
    assertThatIllegalArgumentException().isThrownBy(() -> new ChartSection("A", List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChordChart("two\nlines", Optional.empty(), Optional.empty(), List.of(new ChartSection("A", List.of(bar)))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChordChart("", Optional.empty(), Optional.empty(), List.of()));
  }

  /** Bars between strokes; where a bar has several chords, each with its length in quarters. */
  private static String brief(ChordChart chart) {
    return chart.bars().stream()
        .map(bar -> bar.chords().size() == 1
            ? bar.chords().getFirst().chord().text()
            : bar.chords().stream()
                .map(span -> span.chord().text() + ":" + String.valueOf(span.length() / (double) QUARTER).replace(".0", ""))
                .collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" | "));
  }
}
