package antiphon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.harmony.ChordChart;
import antiphon.score.Key;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {
  private static final Key D = new Key(2, false);

  private static Key key(String chart, long bar) {
    return new Changes(Optional.of(ChordChart.parse(chart))).key(bar, D);
  }

  @ParameterizedTest
  @CsvSource({
    "Cm7 | F7 | Bbmaj7 | %, Bb", "Am | F | C | G, C", "Am | Dm | E7 | Am, Am", "Dm7b5 | G7 | Cm | %, Cm", "C6 Am7 | Dm7 G7, C",
    "Ebmaj7 Cm7 | Fm7 Bb7, Eb", "Em | C | D | Em, Em", "A | D | E7 | A, A", "F#m7 | B7 | Emaj7 | %, E"
  })
  void shouldTellTheKeyFromTheChords(String chart, String expected) {
    assertThat(key(chart, 0)).hasToString(expected);
  }

  @Test
  void shouldBeInAnotherKeyWhereTheCycleIs() {
    ChordChart cycle = ChordChart.parse("Dm7 | G7 | Cmaj7 | %").cycled(5);
    Changes changes = new Changes(Optional.of(cycle));
    for (int turn = 0; turn < 24; turn++) {
      int tonic = 5 * turn % 12;
      assertThat(changes.key(4L * turn, D).tonic()).as("turn %d", turn).isEqualTo(tonic);
      assertThat(changes.key(4L * turn + 3, D).minor()).isFalse();
    }
  }

  @Test
  void shouldSayWhatTheChartSaysAndWithoutOneWhatWasHeard() {
    assertThat(key("key: F\nDm7 | G7 | Cmaj7 | %", 0)).isEqualTo(new Key(-1, false));
    assertThat(key("N.C. | %", 0)).isEqualTo(D);
    assertThat(new Changes(Optional.empty()).key(3, D)).isEqualTo(D);
  }
}
