package antiphon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.harmony.ChordChart;
import antiphon.pipeline.Chorus.Key;
import antiphon.score.Note;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChorusTest {
  private static final long BAR = 40_320;
  private static final long QUARTER = 10_080;
  /** 500 ms a quarter. */
  private static final Timeline TIME = Timeline.of(Meter.COMMON, Tempo.MODERATE);

  /** Four half-quarter notes a bar, on each beat. */
  private static HeardBar bar(long number, int... pitches) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < pitches.length; i++) {
      notes.add(new Note(number * BAR + i * QUARTER, QUARTER / 2, pitches[i]));
    }
    return new HeardBar(number, number * BAR, Meter.COMMON, List.of(notes));
  }

  private static List<Key> keys(HeardBar bar, long... offTicks) {
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < offTicks.length; i++) {
      keys.add(new Key(bar.voices().getFirst().get(i).pitch(), bar.start() + i * QUARTER + offTicks[i]));
    }
    return keys;
  }

  @Test
  void shouldMeasureHowLateAndHowEvenlyKeysCome() {
    HeardBar bar = bar(0, 60, 62, 64, 65);
    // 504 ticks are 25 ms.
    Chorus chorus = Chorus.of(0, 1, List.of(bar), keys(bar, 504, 0, 504, 0), TIME, Optional.empty()).orElseThrow();
    assertThat(chorus.biasMs()).isCloseTo(12.5, within(0.01));
    assertThat(chorus.spreadMs()).isCloseTo(12.5, within(0.01));
    assertThat(chorus.notes()).isEqualTo(4);
    assertThat(chorus.chordTones()).isNull();
    assertThat(chorus.space()).isCloseTo(0.5, within(1e-9));
    assertThat(chorus.lowest()).isEqualTo(60);
    assertThat(chorus.highest()).isEqualTo(65);
  }

  @Test
  void shouldCountTonesOfTheChordBelow() {
    ChordChart chart = ChordChart.parse("C | G7");
    List<HeardBar> bars = List.of(bar(0, 60, 62, 64, 67), bar(1, 60, 62, 65, 67));
    assertThat(Chorus.of(0, 2, bars, List.of(), TIME, Optional.of(chart)).orElseThrow().chordTones()).isEqualTo(6 / 8.0);
  }

  @Test
  void shouldFindShapesThatComeAgain() {
    List<HeardBar> same = List.of(bar(0, 60, 62, 64, 60), bar(1, 65, 67, 69, 65), bar(2, 70, 71, 79, 50));
    // Nine shapes; that of the first bar, and the one that leads from it to the next, come twice, on other notes.
    assertThat(Chorus.of(0, 3, same, List.of(), TIME, Optional.empty()).orElseThrow().motifs()).isCloseTo(4 / 9.0, within(1e-9));
  }

  @Test
  void shouldSayNothingOfTooFewNotes() {
    assertThat(Chorus.of(0, 1, List.of(bar(0, 60, 62, 64)), List.of(), TIME, Optional.empty())).isEmpty();
  }
}
