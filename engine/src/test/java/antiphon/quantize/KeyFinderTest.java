package antiphon.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Ticks;
import java.util.List;
import java.util.stream.IntStream;
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
    KeyFinder finder = new KeyFinder(new Key(5, false));
    assertThat(finder.hear(moved(MAJOR, 6)).key()).isEqualTo(new Key(6, false));
  }

  @Test
  void shouldBeSurerOfATuneThanOfEverything() {
    assertThat(KeyFinder.of(MAJOR).confidence()).isGreaterThan(0.2);
    assertThat(KeyFinder.of(tune(60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71)).confidence()).isLessThan(0.05);
    assertThat(KeyFinder.of(List.of())).isEqualTo(new KeyEstimate(Key.C, 0));
  }

  @Test
  void shouldKeepTheKeyThroughAForeignChordAndFollowAModulation() {
    KeyFinder finder = new KeyFinder(Key.C);
    for (int bar = 0; bar < 4; bar++) {
      assertThat(finder.hear(MAJOR).key()).isEqualTo(Key.C);
    }
    assertThat(finder.hear(tune(62, 66, 69, 72)).key()).isEqualTo(Key.C);
    Key last = Key.C;
    for (int bar = 0; bar < 8; bar++) {
      last = finder.hear(moved(MAJOR, 3)).key();
    }
    assertThat(last).isEqualTo(new Key(-3, false));
  }

  @Test
  void shouldNotChangeTheKeyForASmallLead() {
    // With the chord before it G leads C by 0.012 in correlation.
    List<Note> leaning = tune(60, 64, 67, 72, 67, 71, 62, 67, 66);
    assertThat(KeyFinder.of(leaning).key()).isEqualTo(new Key(1, false));
    KeyFinder finder = new KeyFinder(Key.C);
    assertThat(finder.hear(tune(60, 64, 67)).key()).isEqualTo(Key.C);
    assertThat(finder.hear(leaning).key()).isEqualTo(Key.C);
  }

  @Test
  void shouldKeepTheKeyOverSilence() {
    KeyFinder finder = new KeyFinder(new Key(2, false));
    assertThat(finder.hear(List.of())).isEqualTo(new KeyEstimate(new Key(2, false), 0));
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
