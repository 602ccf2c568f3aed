package antiphon.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Ticks;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class KeyFinderTest {
  /** One quarter on each. */
  private static List<Note> tune(int... pitches) {
    return IntStream.range(0, pitches.length)
        .mapToObj(i -> new Note((long) i * Ticks.PER_QUARTER, Ticks.PER_QUARTER, pitches[i]))
        .toList();
  }

  private static List<Note> moved(List<Note> notes, int semitones) {
    return notes.stream().map(n -> new Note(n.onset(), n.duration(), n.pitch() + semitones)).toList();
  }

  private static final List<Note> MAJOR = tune(60, 64, 67, 65, 64, 62, 60, 67, 69, 71, 72, 67, 64, 62, 60);
  private static final List<Note> MINOR = tune(60, 63, 67, 65, 63, 62, 60, 67, 68, 71, 72, 67, 63, 62, 60);

  @Test
  void shouldFindTheMajorAndMinorKeyOnEveryTonicWithFewestAccidentals() {
    int[] major = {0, -5, 2, -3, 4, -1, -6, 1, -4, 3, -2, 5};
    int[] minor = {-3, 4, -1, -6, 1, -4, 3, -2, 5, 0, -5, 2};
    for (int step = 0; step < 12; step++) {
      assertThat(KeyFinder.of(moved(MAJOR, step)).key()).isEqualTo(new Key(major[step], false));
      assertThat(KeyFinder.of(moved(MINOR, step)).key()).isEqualTo(new Key(minor[step], true));
    }
  }

  @Test
  void shouldSpellSixAccidentalsLikeTheKeyBefore() {
    assertThat(KeyFinder.after(new Key(5, false), moved(MAJOR, 6), true).key()).isEqualTo(new Key(6, false));
  }

  @Test
  void shouldBeSurerOfATuneThanOfEverything() {
    assertThat(KeyFinder.of(MAJOR).confidence()).isGreaterThan(0.9);
    assertThat(KeyFinder.of(tune(60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71)).confidence()).isLessThan(0.5);
    assertThat(KeyFinder.of(List.of())).isEqualTo(new KeyEstimate(Key.C, 1.0 / 24));
  }

  @Test
  void shouldHearAWaltzThatBeginsOnTheFifthBelowInItsKey() {
    // C F A | c Bb A | G Bb d | c: by correlation with probe tones C major is as good.
    List<Note> waltz = tune(60, 65, 69, 72, 72, 70, 67, 70, 74, 72);
    assertThat(KeyFinder.of(waltz).key()).isEqualTo(new Key(-1, false));
    assertThat(KeyFinder.after(Key.C, waltz, true).key()).isEqualTo(new Key(-1, false));
  }

  @Test
  void shouldKeepTheKeyThroughAForeignChordAndFollowAModulation() {
    List<Note> chord = tune(62, 66, 69, 72);
    assertThat(KeyFinder.of(chord).key()).isNotEqualTo(Key.C);
    assertThat(KeyFinder.after(Key.C, Stream.concat(MAJOR.stream(), chord.stream()).toList(), false).key()).isEqualTo(Key.C);
    assertThat(KeyFinder.after(Key.C, moved(MAJOR, 3), false).key()).isEqualTo(new Key(-3, false));
  }

  @Test
  void shouldNotChangeTheKeyForASmallLead() {
    // All of it lies in both C and F.
    List<Note> leaning = tune(60, 64, 67, 65, 60, 69, 67, 64, 60);
    Key f = new Key(-1, false);
    assertThat(KeyFinder.of(leaning).key()).isEqualTo(Key.C);
    assertThat(KeyFinder.after(f, leaning, false).key()).isEqualTo(f);
  }

  @Test
  void shouldKeepTheKeyOverSilence() {
    assertThat(KeyFinder.after(new Key(2, false), List.of(), true).key()).isEqualTo(new Key(2, false));
  }

  @Test
  void shouldFindTheKeysOfTheTestScores() {
    assertThat(KeyFinder.of(notes("jig")).key()).isEqualTo(new Key(1, false));
    assertThat(KeyFinder.of(notes("five-four")).key()).isEqualTo(new Key(-2, false));
    assertThat(KeyFinder.of(notes("alberti")).key()).isEqualTo(Key.C);
    assertThat(KeyFinder.of(notes("hymn")).key()).isEqualTo(new Key(1, false));
  }

  private static List<Note> notes(String name) {
    return TestScores.ALL.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow().notes();
  }
}
