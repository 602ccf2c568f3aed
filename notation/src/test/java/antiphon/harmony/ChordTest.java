package antiphon.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import antiphon.score.ChordSymbol;
import antiphon.score.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChordTest {
  @ParameterizedTest
  @CsvSource(quoteCharacter = '"', value = {
    "C, C, 0 4 7", "Am, Am, 0 4 9", "A-, Am, 0 4 9", "Ami, Am, 0 4 9", "Amin, Am, 0 4 9",
    "F#m7b5, F#m7b5, 6 9 0 4", "F#\u00f8, F#m7b5, 6 9 0 4", "B\u00f87, Bm7b5, 11 2 5 9",
    "Bb7, Bb7, 10 2 5 8", "Cmaj7, Cmaj7, 0 4 7 11", "CM7, Cmaj7, 0 4 7 11", "C^7, Cmaj7, 0 4 7 11",
    "C^, Cmaj7, 0 4 7 11", "CMaj7, Cmaj7, 0 4 7 11", "C\u0394, Cmaj7, 0 4 7 11", "Cma7, Cmaj7, 0 4 7 11",
    "CM, C, 0 4 7", "Cmaj, C, 0 4 7", "Dm7, Dm7, 2 5 9 0", "D-7, Dm7, 2 5 9 0", "Dmi7, Dm7, 2 5 9 0",
    "Gsus4, Gsus4, 7 0 2", "Gsus, Gsus4, 7 0 2", "Gsus2, Gsus2, 7 9 2", "G7sus4, G7sus4, 7 0 2 5",
    "G7sus, G7sus4, 7 0 2 5", "G9sus, G9sus4, 7 0 2 5 9", "Ddim, Ddim, 2 5 8", "Do, Ddim, 2 5 8",
    "Do7, Ddim7, 2 5 8 11", "D\u00b07, Ddim7, 2 5 8 11", "Dmb5, Ddim, 2 5 8", "Caug, Caug, 0 4 8",
    "C+, Caug, 0 4 8", "C7+, C7#5, 0 4 8 10", "C+7, C7#5, 0 4 8 10", "Caug7, C7#5, 0 4 8 10",
    "C9+, C9#5, 0 4 8 10 2", "C6, C6, 0 4 7 9", "C6/9, C69, 0 4 7 9 2", "C69, C69, 0 4 7 9 2",
    "Cm6, Cm6, 0 3 7 9", "C9, C9, 0 4 7 10 2", "C7b9, C7b9, 0 4 7 10 1", "C7(b9), C7b9, 0 4 7 10 1",
    "C7-9, C7b9, 0 4 7 10 1", "C7#11, C7#11, 0 4 7 10 6", "C7b9#11, C7b9#11, 0 4 7 10 1 6",
    "\"C7(#11,b9)\", C7b9#11, 0 4 7 10 1 6", "C7alt, C7alt, 0 4 6 8 10 1 3", "C7b5#5b9#9, C7alt, 0 4 6 8 10 1 3",
    "C11, C11, 0 7 10 2 5", "Cm11, Cm11, 0 3 7 10 2 5", "C13, C13, 0 4 7 10 2 9", "C13b9, C13b9, 0 4 7 10 1 9",
    "Cadd9, Cadd9, 0 4 7 2", "C(add9), Cadd9, 0 4 7 2", "C2, Cadd9, 0 4 7 2", "Cmadd9, Cmadd9, 0 3 7 2",
    "Cmaj9, Cmaj9, 0 4 7 11 2", "Cmaj7#11, Cmaj7#11, 0 4 7 11 6", "CmMaj7, Cmmaj7, 0 3 7 11",
    "Cm(maj7), Cmmaj7, 0 3 7 11", "C-^7, Cmmaj7, 0 3 7 11", "C5, C5, 0 7", "C/E, C/E, 0 4 7", "Am7/G, Am7/G, 9 0 4 7",
    "F/G, F/G, 5 9 0 7", "D6/9/A, D69/A, 2 6 9 11 4", "Cb, B, 11 3 6", "E#m, Fm, 5 8 0", "N.C., N.C., \"\"", "NC, N.C., \"\"", "C(b5), C(b5), 0 4 6", "C(#9), C(#9), 0 4 7 3"
  })
  void shouldReadEveryUsualSpelling(String text, String canonical, String tones) {
    Chord chord = Chord.parse(text);

    assertThat(chord.text()).isEqualTo(canonical);
    assertThat(chord.tones()).isEqualTo(pitchClasses(tones));
    assertThat(Chord.parse(chord.text())).isEqualTo(chord);
  }

  @ParameterizedTest
  @CsvSource({"C, 4", "Dm7, 5 0", "G7, 11 5", "C6, 4 9", "Gsus4, 0", "Bm7b5, 2 9", "Bdim7, 2 8", "C5, 7", "N.C., ''"})
  void shouldGiveTheGuideTones(String text, String tones) {
    assertThat(Chord.parse(text).guideTones()).isEqualTo(pitchClasses(tones));
  }

  @ParameterizedTest
  @CsvSource({
    "C, 0 2 4 5 7 9 11", "G7, 7 9 11 0 2 4 5", "Dm7, 2 4 5 7 9 11 0", "Bm7b5, 11 0 2 4 5 7 9",
    "G7b9, 7 8 11 0 2 4 5", "G7#11, 7 9 11 1 2 4 5", "Cm6, 0 2 3 5 7 9 11", "C+7, 0 2 4 6 8 10",
    "Bdim7, 11 1 2 4 5 7 8 10", "G7sus4, 7 9 11 0 2 4 5", "G7alt, 7 8 10 11 1 3 5"
  })
  void shouldGiveAScale(String text, String scale) {
    assertThat(Chord.parse(text).scale()).isEqualTo(pitchClasses(scale));
  }

  @Test
  void shouldTakeOpenDegreesFromTheKey() {
    assertThat(Chord.parse("G").scale(Key.C)).isEqualTo(pitchClasses("7 9 11 0 2 4 5"));
    assertThat(Chord.parse("G").scale(Key.parse("G"))).isEqualTo(pitchClasses("7 9 11 0 2 4 6"));
    assertThat(Chord.parse("Em").scale(Key.C)).isEqualTo(pitchClasses("4 5 7 9 11 0 2"));
    assertThat(Chord.NONE.scale(Key.parse("D"))).isEqualTo(pitchClasses("2 4 6 7 9 11 1"));
    // A secondary dominant keeps its own third.
    assertThat(Chord.parse("D7").scale(Key.C).contains(6)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "C#, C, Db", "G#7, C, Ab7", "Dbm, C, C#m", "Gb, Db, Gb", "Gb, D, F#", "A#, F, Bb", "Bb, G, Bb", "G#m, A, G#m",
    "D#dim7, Em, D#dim7", "Abm, Gb, Abm", "A/C#, C, A/C#", "D7/F#, C, D7/F#", "Cm/Eb, C, Cm/Eb", "Eb/G, C, Eb/G",
    "Caug/G#, C, Caug/G#", "C/Ab, C, C/Ab", "Cdim/F#, C, Cdim/Gb", "B/D#, C, B/D#"
  })
  void shouldSpellForTheKey(String text, String key, String spelled) {
    assertThat(Chord.parse(text).text(Key.parse(key))).isEqualTo(spelled);
  }

  @Test
  void shouldStayTheSameChordUnderAnyTranspositionAndSpelling() {
    for (long seed = 0; seed < 1_200; seed++) {
      RandomCharts random = new RandomCharts(seed);
      Chord chord = random.chord();
      int by = random.below(25) - 12;
      Chord moved = chord.transposed(by);
      String text = moved.text(random.key());
      assertThat(new ChordSymbol(0, text).text()).as("seed %d", seed).hasSizeLessThanOrEqualTo(15);
      assertThat(Chord.parse(text)).as("seed %d: %s", seed, text).isEqualTo(moved);
      assertThat(Chord.parse(moved.text())).as("seed %d", seed).isEqualTo(moved);
      assertThat(moved.transposed(-by)).as("seed %d", seed).isEqualTo(chord);
      assertThat(moved.tones()).as("seed %d", seed).isEqualTo(chord.tones().transposed(by));
      assertThat(moved.tones().without(moved.scale())).as("seed %d: %s", seed, text).isEqualTo(PitchClasses.NONE);
      assertThat(moved.tones().without(moved.scale(random.key()))).as("seed %d", seed).isEqualTo(PitchClasses.NONE);
      assertThat(moved.guideTones().without(moved.tones())).as("seed %d", seed).isEqualTo(PitchClasses.NONE);
      assertThat(moved.isNone() || moved.upperTones().contains(moved.fifth())).as("seed %d", seed).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "I7", "i", "7", "Cfoo", "C7b9x", "Cm7m7", "C77", "C/", "C/I", "C/Em", "C(b9", "C7)", "Csus4sus4", "Cm5", "C7,b9",
    "Cb(b9b9)", "C7b9b9", "maj7", "C7b5#5b9#9#11b13"
  })
  void shouldRefuseWhatIsNoChord(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Chord.parse(text))
        .withMessageContaining("chord '" + text + "'")
        .withMessageContaining("expected");
  }

  @Test
  void shouldSayWhereAChordWentWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Chord.parse("Am7x"))
        .withMessage("chord 'Am7x': 'x', expected a quality such as m7, maj7, 7b9, m7b5, dim, aug, sus4, 6 or add9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Chord.parse("I7"))
        .withMessage("chord 'I7': expected a root A to G, as in Am7, Bb7 or F#m7b5, or N.C.");
  }

  private static PitchClasses pitchClasses(String numbers) {
    PitchClasses set = PitchClasses.NONE;
    for (String number : numbers.split(" ")) {
      set = number.isEmpty() ? set : set.with(PitchClasses.of(Integer.parseInt(number)));
    }
    return set;
  }
}
