package antiphon.presets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import antiphon.abc.VoiceLimits;
import antiphon.band.BandStyle;
import antiphon.harmony.ChordChart;
import antiphon.harmony.CompedBar;
import antiphon.harmony.Comping;
import antiphon.harmony.CompingPart;
import antiphon.harmony.CompingPart.Role;
import antiphon.harmony.Voicing;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Meter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class BandStylesTest {
  private static final ChordChart CHART = ChordChart.parse("C | Am7 Dm7 | G7 | Cmaj7 |");
  private static final VoiceLimits BASS = new VoiceLimits(28, 52, 1);

  static java.util.List<String> names() {
    return BandStyles.names();
  }

  @Test
  void shouldHaveTheUsualStyles() {
    assertThat(BandStyles.names()).hasSizeGreaterThanOrEqualTo(12).contains(
        "plain", "swing", "two-beat", "bossa", "montuno", "pop", "ballad", "stride", "oom-pah", "drone", "four-on-the-floor", "waltz");
    assertThat(BandStyles.band("ballad").first().kit()).as("brushes").isEqualTo(40);
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldStayInTheBarTheRangeAndTheChordsInEveryMeter(String name) {
    BandStyle style = BandStyles.band(name).first();
    for (String text : new String[] {"4/4", "3/4", "2/2", "6/8", "7/8"}) {
      Meter meter = Meter.parse(text);
      for (Role role : Role.values()) {
        Voicing voicing = Voicing.NONE;
        int notes = 0;
        for (int number = 0; number < 4; number++) {
          Bar bar = Bar.plain((long) number * meter.barTicks(), meter, Key.C);
          CompingPart part = new CompingPart(role, style.rule(), BASS.lowest(), role == Role.BASS ? BASS.highest() : 76, 4);
          CompedBar comped = Comping.bar(
              bar, CHART.spans(number, bar), part, CHART.chordAt(number + 1L, 0), voicing, number,
              role == Role.BASS ? style.bass(meter, number) : style.chords(meter, number));
          voicing = comped.voicing();
          for (Note note : comped.notes()) {
            assertThat(note.onset()).isGreaterThanOrEqualTo(bar.start());
            assertThat(note.end()).isLessThanOrEqualTo(bar.end());
            assertThat(note.pitch()).isBetween(part.lowest(), part.highest());
            notes++;
          }
        }
        assertThat(notes).as("%s %s %s", name, text, role).isGreaterThanOrEqualTo(4);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "rule = 'plain'; no style", "[a]\\nrule = 'plian'; rule 'plian': expected", "[a]\\nrule = 'plain'\\ndrums = 'polka'; drums 'polka': expected",
      "[a]\\nrule = 'plain'\\nswing = 9.0; swing from 1 to 3", "[a]\\nrule = 'plain'\\nbass.'4/4' = ['1-z-']; pattern '1-z-': expected",
      "[a]\\nrule = 'plain'\\nbass.'4/4' = []; expected at least one", "[a]\\nrule = 'plain'\\nbas.'4/4' = ['1']; unknown key 'bas'",
      "[a]\\nrule = 'plain'\\nfits = {tempo = [3]}; expected two numbers", "[a]\\ndrums = 'rock'; key 'rule' is missing"})
  void shouldSayWhatIsWrongInAStyle(String text, String said) {
    assertThatExceptionOfType(PresetException.class).isThrownBy(() -> BandStyles.parse(text.replace("\\n", "\n").replace('\'', '"'), "own.toml"))
        .withMessageStartingWith("own.toml").withMessageContaining(said.strip());
  }

  @ParameterizedTest
  @CsvSource({"4/4, 180, 1.9, swing", "4/4, 92, 1.8, shuffle", "4/4, 66, 1, ballad", "4/4, 66, 1.7, ballad", "3/4, 150, 1, waltz", "4/4, 96, 1, pop",
      "4/4, 132, 1.05, rock", "4/4, 200, 1, samba", "6/8, 160, 1, folk", "2/4, 100, 1, oom-pah", "7/8, 120, 1, plain"})
  void shouldTakeTheStyleThatFits(String meter, double tempo, double swing, String expected) {
    assertThat(BandStyles.band("auto").style(Meter.parse(meter), tempo, swing, null).name()).isEqualTo(expected);
  }

  @Test
  void shouldStayInAStyleThatNearlyFits() {
    BandStyle pop = BandStyles.band("pop").first();
    assertThat(BandStyles.band("auto").style(Meter.COMMON, 115, 1.3, pop)).isEqualTo(pop);
    assertThat(BandStyles.band("auto").style(Meter.COMMON, 140, 1, pop).name()).isEqualTo("rock");
    assertThat(BandStyles.band("auto").style(Meter.parse("3/4"), 110, 1, pop).name()).isEqualTo("waltz");
  }

  @Test
  void shouldSayWhichStylesThereAre() {
    assertThatExceptionOfType(PresetException.class).isThrownBy(() -> BandStyles.band("bosa")).withMessageContaining("did you mean 'bossa'?");
  }
}
