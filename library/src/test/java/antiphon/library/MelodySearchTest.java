package antiphon.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.score.Note;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tunes are found again by a few notes, in whatever key and tempo. */
class MelodySearchTest {
  private static final int TUNES = 200;
  private static final int ASKED = 50;
  private static final int NOTES = 8;

  @TempDir private Path folder;

  private enum Change { NONE, KEY, TEMPO, KEY_AND_TEMPO, WRONG_NOTE, EXTRA_NOTE, LEFT_OUT }

  /** Recall among 200 tunes of 16 bars, asked for by eight notes from the middle, loosely in time. */
  @Test
  void shouldFindATuneInAnotherKeyAndTempoAndWithAWrongNote() {
    try (TakeLibrary library = TakeLibrary.open(folder, new FolderReader())) {
      List<List<Note>> tunes = new ArrayList<>();
      for (int seed = 0; seed < TUNES; seed++) {
        tunes.add(Tunes.tune(seed, 16));
        library.put("take-" + seed, Tunes.shelved("Tune " + seed, tunes.getLast()), 0, 0);
      }
      StringBuilder report = new StringBuilder();
      for (Change change : Change.values()) {
        int first = 0;
        int five = 0;
        SplittableRandom random = new SplittableRandom(change.ordinal() + 1);
        long startNs = System.nanoTime();
        for (int i = 0; i < ASKED; i++) {
          int asked = random.nextInt(TUNES);
          List<Found> found = library.byMelody(query(tunes.get(asked), change, random), 5);
          first += !found.isEmpty() && found.getFirst().take().id().equals("take-" + asked) ? 1 : 0;
          five += found.stream().anyMatch(f -> f.take().id().equals("take-" + asked)) ? 1 : 0;
        }
        report.append(String.format(java.util.Locale.ROOT, "%s: %d first, %d among five, of %d; %.1f ms each%n",
            change, first, five, ASKED, (System.nanoTime() - startNs) / 1e6 / ASKED));
        assertThat(first).as("first, %s", change).isGreaterThanOrEqualTo(change.ordinal() >= Change.WRONG_NOTE.ordinal() ? 35 : 48);
        assertThat(five).as("among five, %s", change).isGreaterThanOrEqualTo(change.ordinal() >= Change.WRONG_NOTE.ordinal() ? 43 : 49);
      }
      System.out.print(report);
    }
  }

  /** Eight notes of a tune as somebody would play them, up to 15 % early or late. */
  private static MelodyQuery query(List<Note> tune, Change change, SplittableRandom random) {
    int from = random.nextInt(tune.size() - NOTES - 1);
    double msPerTick = 500.0 / 10_080 * (change == Change.TEMPO || change == Change.KEY_AND_TEMPO ? 0.5 + random.nextDouble() * 1.5 : 1);
    int up = change == Change.KEY || change == Change.KEY_AND_TEMPO ? random.nextInt(-11, 12) : 0;
    int odd = random.nextInt(1, NOTES - 1);
    List<long[]> played = new ArrayList<>();
    for (int i = 0; i < NOTES; i++) {
      Note note = tune.get(from + i);
      double jitter = (random.nextDouble() - 0.5) * 0.3 * 5_040;
      long at = Math.round((note.onset() + jitter) * msPerTick);
      int pitch = note.pitch() + up;
      if (i == odd && change == Change.LEFT_OUT) {
        continue;
      }
      played.add(new long[] {at, i == odd && change == Change.WRONG_NOTE ? pitch + (random.nextBoolean() ? 1 : -1) * random.nextInt(1, 4) : pitch});
      if (i == odd && change == Change.EXTRA_NOTE) {
        played.add(new long[] {at + 60, pitch + 1});
      }
    }
    return MelodyQuery.played(played);
  }

  @Test
  void shouldSayInWhichBarItIs() {
    try (TakeLibrary library = TakeLibrary.open(folder, new FolderReader())) {
      List<Note> tune = Tunes.tune(3, 16);
      library.put("take-3", Tunes.shelved("Tune 3", tune), 0, 0);
      int from = tune.size() / 2;
      List<long[]> played = tune.subList(from, from + 8).stream().map(n -> new long[] {n.onset() / 20, n.pitch() + 5}).toList();
      Found found = library.byMelody(MelodyQuery.played(played), 5).getFirst();
      assertThat(found.score()).isEqualTo(1);
      assertThat(found.bar()).isEqualTo((int) (tune.get(from).onset() / 40_320));
      assertThat(library.byMelody(MelodyQuery.parse("C4 C7 C2 C7 C2"), 5)).as("nothing like it").isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "C D E F; 60 62 64 65; false",
      "CDEF; 60 62 64 65; false",
      "G A2 B; 67 69 71; true",
      "c' d' e'; 84 86 88; false",
      "F# G A; 66 67 69; false",
      "Bb, C, D; 70 72 74; false",
      "C4 D#4 Eb4 G5; 60 63 63 79; false",
      "60 62 64; 60 62 64; false",
      "K:D\\nFGA; 66 67 69; false",
      "[M:3/4] G2 A B | c3; 67 69 71 72; true"
  })
  void shouldReadAbcNamesAndNumbers(String text, String pitches, boolean rhythmic) {
    MelodyQuery query = MelodyQuery.parse(text.replace("\\n", "\n"));
    List<Integer> wanted = java.util.Arrays.stream(pitches.split(" ")).map(Integer::parseInt).toList();
    List<Integer> steps = new ArrayList<>();
    for (int i = 1; i < wanted.size(); i++) {
      steps.add(wanted.get(i) - wanted.get(i - 1));
    }
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i + 1 < query.line().size(); i++) {
      found.add(query.line().interval(i));
    }
    assertThat(found).isEqualTo(steps);
    assertThat(query.rhythmic()).isEqualTo(rhythmic);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "C D; melody of 2 notes: expected 3 to 64",
      "hello world; expected ABC",
      "60 62 999; expected ABC",
      "%%%; expected ABC"
  })
  void shouldSayWhatIsNoMelody(String text, String said) {
    assertThatThrownBy(() -> MelodyQuery.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(said);
  }
}
