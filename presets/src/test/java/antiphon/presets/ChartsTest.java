package antiphon.presets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import antiphon.harmony.Chord;
import antiphon.harmony.ChordChart;
import antiphon.time.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChartsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "blues, 12, F7, C7, 4/4", "two-five-one, 4, Dm7, Cmaj7, 4/4", "folk, 32, G, G, 4/4", "minor-vamp, 8, Dm7, A7b9, 4/4",
    "waltz, 24, C, G7, 3/4", "rhythm-changes, 32, Bb6, Bb6, 4/4", "plain-blues, 12, A7, E7, 4/4",
    "minor-blues, 12, Cm7, G7b9, 4/4", "minor-two-five-one, 4, Dm7b5, Cm6, 4/4", "two-fives, 16, Em7, G7, 4/4",
    "turnaround, 4, Cmaj7, G7, 4/4", "chromatic-turnaround, 4, F6, C7, 4/4", "circle, 8, Am7, E7b9, 4/4",
    "modal-form, 32, Dm7, Dm7, 4/4", "dorian-vamp, 4, Dm7, G7, 4/4", "mixolydian-vamp, 4, G, G, 4/4",
    "lydian-vamp, 4, Fmaj7, G/F, 4/4", "descending-minor, 4, Am, E7, 4/4", "pop-loop, 4, C, F, 4/4",
    "minor-pop-loop, 4, Am, G, 4/4", "doo-wop, 4, C, G, 12/8", "ground-bass, 4, D, A, 4/4", "jig, 32, D, D, 6/8",
    "sixteen-bars, 16, G, G, 4/4", "minor-sixteen, 16, Gm6, D7b9, 4/4", "bossa, 16, Fmaj7, C7, 4/4",
    "ballad, 8, Ebmaj7, Bb7, 4/4", "jazz-waltz, 16, Fmaj7, F6, 3/4", "five-four, 4, Em7, B7, 5/4",
    "seven-eight, 8, Dm, Dm, 7/8"
  })
  void shouldReadEveryChartThatComesWithTheProgram(String name, int bars, String first, String last, String meter) {
    ChordChart chart = Charts.chart(name);

    assertThat(Charts.names()).contains(name);
    assertThat(chart.title()).isNotBlank();
    assertThat(chart.key()).isPresent();
    assertThat(chart.tempo()).isPresent();
    assertThat(chart.length()).isEqualTo(bars);
    assertThat(chart.chordAt(0, 0)).isEqualTo(Chord.parse(first));
    assertThat(chart.chordAt(-1, Integer.MAX_VALUE)).isEqualTo(Chord.parse(last));
    assertThat(chart.bars()).allSatisfy(bar -> assertThat(bar.meter()).isEqualTo(Meter.parse(meter)));
    assertThat(ChordChart.parse(chart.text())).isEqualTo(chart);
  }

  @ParameterizedTest
  @CsvSource({"5, 12", "1, 12", "2, 6", "3, 4", "6, 2", "11, 12"})
  void shouldPlayEveryChartInEveryKeyOfACycle(int semitones, int keys) {
    for (String name : Charts.names()) {
      ChordChart chart = Charts.chart(name);
      ChordChart cycled = chart.cycled(semitones);

      assertThat(cycled.length()).isEqualTo(keys * chart.length());
      for (int bar = 0; bar < cycled.length(); bar++) {
        assertThat(cycled.barAt(bar)).as(name + ", bar " + bar)
            .isEqualTo(chart.transposed(semitones * (bar / chart.length()) % 12).barAt(bar));
      }
      assertThat(ChordChart.parse(cycled.text())).as("as text").isEqualTo(cycled);
    }
  }

  @Test
  void shouldNameEveryFileThatIsThere() throws IOException {
    Path files = Path.of(Objects.requireNonNull(Charts.class.getResource("/antiphon/charts/blues.txt")).getPath());
    try (Stream<Path> all = Files.list(Objects.requireNonNull(files.getParent()))) {
      List<String> found = all.map(file -> String.valueOf(file.getFileName()).replace(".txt", "")).toList();
      assertThat(Charts.names()).containsExactlyInAnyOrderElementsOf(found);
    }
  }

  @Test
  void shouldReadOnesOwnFile() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.txt"), "C | F | G7 | C");

    assertThat(Charts.chart(file.toString()).length()).isEqualTo(4);
  }

  @Test
  void shouldSayWhatWasMeant() throws IOException {
    refuses("rythm-changes", "did you mean 'rhythm-changes'?");
    refuses(folder.resolve("none.txt").toString(), "none.txt");
    refuses(Files.writeString(folder.resolve("bad.txt"), "C | I").toString(), "bad.txt, line 1, column 5: bar 2: chord 'I'");
  }

  private static void refuses(String name, String message) {
    assertThatExceptionOfType(PresetException.class)
        .isThrownBy(() -> Charts.chart(name))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
