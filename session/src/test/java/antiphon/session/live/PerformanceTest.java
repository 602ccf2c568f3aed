package antiphon.session.live;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.midi.MidiMessage;
import antiphon.midi.SoundingNotes;
import antiphon.score.Bar;
import antiphon.score.Score;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class PerformanceTest {
  private static final List<Meter> METERS = BuiltInPhrase.METERS;

  @ParameterizedTest
  @FieldSource("METERS")
  void shouldHaveAPhraseOfFourFullBarsInEachMeter(Meter meter) {
    BuiltInPhrase phrase = BuiltInPhrase.in(meter).orElseThrow();

    assertThat(phrase.title()).isNotBlank();
    assertThat(phrase.score().bars()).hasSize(4).allMatch(Bar::full).extracting(Bar::meter).containsOnly(meter);
    assertThat(phrase.score().noteCount()).isBetween(8, 18);
  }

  @ParameterizedTest
  @FieldSource("METERS")
  void shouldPlayEveryNoteNearItsTimeAndEndIt(Meter meter) {
    Score score = BuiltInPhrase.in(meter).orElseThrow().score();
    Timeline timeline = Timeline.of(meter, Tempo.MODERATE);
    for (long seed = 0; seed < 50; seed++) {
      Performance performance = Performance.of(score, timeline, seed);

      SoundingNotes sounding = new SoundingNotes();
      performance.keys().forEach(key -> sounding.accept(key.message()));
      assertThat(sounding.count()).as("seed " + seed).isZero();
      List<Performance.Key> ons =
          performance.keys().stream().filter(key -> MidiMessage.isNoteOn(key.message())).toList();
      assertThat(ons).hasSize(score.noteCount());
      for (int i = 0; i < ons.size(); i++) {
        long written = timeline.nanosAt(score.voices().getFirst().notes().get(i).onset());
        assertThat(ons.get(i).atNs() - written).as("seed " + seed + ", note " + i).isBetween(-16_000_000L, 16_000_000L);
      }
    }
  }

  @Test
  void shouldPlayOtherwiseWithAnotherSeed() {
    Score score = BuiltInPhrase.in(Meter.COMMON).orElseThrow().score();
    Timeline timeline = Timeline.of(Meter.COMMON, Tempo.MODERATE);

    assertThat(Performance.of(score, timeline, 1)).isEqualTo(Performance.of(score, timeline, 1));
    assertThat(Performance.of(score, timeline, 1)).isNotEqualTo(Performance.of(score, timeline, 2));
  }

  @Test
  void shouldHaveNoPhraseInOtherMeters() {
    assertThat(BuiltInPhrase.in(new Meter(2, 4))).isEmpty();
  }
}
