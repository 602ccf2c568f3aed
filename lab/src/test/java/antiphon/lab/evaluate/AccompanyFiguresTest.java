package antiphon.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccompanyFiguresTest {
  private static final long Q = Ticks.PER_QUARTER;
  private static final List<Bar> BARS = List.of(Bar.plain(0, Meter.COMMON, Key.C));
  private static final List<Note> MELODY = List.of(new Note(0, 4 * Q, 72));

  private static AccompanyFigures consonantFor(int... quarters) {
    AccompanyFigures figures = new AccompanyFigures();
    for (int length : quarters) {
      List<Note> under = List.of(new Note(0, length * Q, 60));
      figures.add(BARS, MELODY, under, List.of(new Note(0, 4 * Q, 60)));
    }
    return figures;
  }

  @Test
  void shouldAverageOverPieces() {
    AccompanyFigures figures = consonantFor(1, 2, 3);
    assertThat(figures.means(figures.profile()))
        .containsEntry("consonant", 0.5).containsEntry("alone", 0.5).containsEntry("on-human-harmony", 1.0)
        .containsEntry("notes-a-bar", 1.0).containsEntry("jsd-duration", 0.0).doesNotContainKey("ms-a-bar-p50");
  }

  @Test
  void shouldLeadByTheMeanOfTheDifferencesWithItsError() {
    double[] lead = consonantFor(4, 3, 2).lead(consonantFor(1, 2, 2), "consonant");
    // Differences 3/4, 1/4 and 0: mean 1/3, sample variance 7/48.
    assertThat(lead[0]).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(lead[1]).isCloseTo(Math.sqrt(7.0 / 48 / 3), within(1e-9));
  }
}
