package antiphon.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.score.Note;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VoiceSeparatorTest {
  private static TestScore score(String name) {
    return TestScores.ALL.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private static Separated separate(List<Note> notes, int voices, Texture texture) {
    VoiceSeparator separator = new VoiceSeparator(voices, texture);
    return separator.separate(notes, separator.start());
  }

  private static List<List<Note>> sorted(List<List<Note>> voices) {
    return voices.stream().map(v -> v.stream().sorted().toList()).toList();
  }

  @Test
  void shouldTakeAPickUpBeforeTheFirstBar() {
    Note early = new Note(-2520, 5040, 63);
    assertThat(separate(List.of(early), 1, Texture.ENSEMBLE).voices()).isEqualTo(List.of(List.of(early)));
  }

  @Test
  void shouldGiveEachHandItsStaff() {
    List<String> twoHanded = List.of(
        "waltz", "mazurka", "siciliano", "seven-eight", "five-four", "offbeat chords", "alberti",
        "two-part invention", "long notes", "broken octaves", "twelve-eight ballad", "triplets over a bass", "ragtime");
    for (String name : twoHanded) {
      Separated found = separate(score(name).notes(), 2, Texture.KEYBOARD);
      assertThat(found.voices()).as(name).isEqualTo(sorted(score(name).voices()));
      assertThat(found.adjusted()).as(name).isZero();
    }
  }

  @Test
  void shouldGiveEachSingerALine() {
    assertThat(separate(score("hymn").notes(), 4, Texture.ENSEMBLE).voices()).isEqualTo(sorted(score("hymn").voices()));
  }

  @Test
  void shouldKeepAMelodyInOneVoice() {
    for (String name : List.of("quarters", "sixteenths", "jig", "cut-time reel", "syncopation")) {
      for (int voices = 1; voices <= 4; voices++) {
        List<List<Note>> found = separate(score(name).notes(), voices, Texture.KEYBOARD).voices();
        assertThat(found.getFirst()).as(name).isEqualTo(score(name).notes());
      }
    }
  }

  @Test
  void shouldKeepChordsTogetherOnAKeyboard() {
    List<List<Note>> found = separate(score("chords").notes(), 4, Texture.KEYBOARD).voices();
    assertThat(found.getFirst()).isEqualTo(score("chords").notes());
  }

  @Test
  void shouldUseAHandsSecondVoiceOnlyWhereNotesOverlap() {
    TestScore heldUnder = TestScore.of("held", "4/4", "e5:1 f5:1 g5:1 f5:1", "c5:4", "c3:2 g2:2");
    Separated three = separate(heldUnder.notes(), 3, Texture.KEYBOARD);
    assertThat(three.voices()).isEqualTo(sorted(heldUnder.voices()));
    assertThat(three.adjusted()).isZero();
    Separated two = separate(heldUnder.notes(), 2, Texture.KEYBOARD);
    assertThat(two.adjusted()).isPositive();
  }

  @Test
  void shouldCarryLinesOnFromBarToBar() {
    TestScore low = TestScore.of("low", "4/4", "c4:1 b3:1 a3:1 g3:1 a3:1 g3:1 f3:1 g3:1", "c3:2 g2:2 c3:2 g2:2");
    VoiceSeparator separator = new VoiceSeparator(2, Texture.KEYBOARD);
    VoiceMemory memory = separator.start();
    List<List<Note>> found = List.of(new ArrayList<>(), new ArrayList<>());
    for (long bar = 0; bar < 2; bar++) {
      long start = bar * 4 * Ticks.PER_QUARTER;
      List<Note> notes = low.notes().stream()
          .filter(n -> n.onset() >= start && n.onset() < start + 4 * Ticks.PER_QUARTER).toList();
      Separated separated = separator.separate(notes, memory);
      memory = separated.memory();
      found.get(0).addAll(separated.voices().get(0));
      found.get(1).addAll(separated.voices().get(1));
    }
    assertThat(found).isEqualTo(sorted(low.voices()));
  }

  @Test
  void shouldMergeUnisonsOnlyWhereTheyMeetInOneVoice() {
    List<Note> unison = List.of(new Note(0, 100, 60), new Note(0, 100, 60));
    Separated one = separate(unison, 1, Texture.KEYBOARD);
    assertThat(one.voices()).isEqualTo(List.of(List.of(new Note(0, 100, 60))));
    assertThat(one.merged()).isEqualTo(1);
    assertThat(separate(unison, 2, Texture.ENSEMBLE).merged()).isZero();
  }

  @Test
  void shouldPutMostNotesOfTwoHandedScoresInTheirHand() {
    int notes = 0;
    int right = 0;
    for (TestScore score : TestScores.ALL) {
      if (score.voices().size() == 2) {
        List<List<Note>> found = separate(score.notes(), 2, Texture.KEYBOARD).voices();
        for (int voice = 0; voice < 2; voice++) {
          notes += score.voices().get(voice).size();
          right += (int) score.voices().get(voice).stream().filter(found.get(voice)::contains).count();
        }
      }
    }
    System.out.printf(Locale.ROOT, "hands: %d of %d notes in theirs%n", right, notes);
    assertThat((double) right / notes).isGreaterThan(0.99);
  }

  @Test
  void shouldKeepTheLawsWhateverIsDealtOut() {
    for (long seed = 1; seed <= 150; seed++) {
      Random random = new Random(seed);
      List<Note> notes = new ArrayList<>();
      int count = 1 + random.nextInt(40);
      for (int i = 0; i < count; i++) {
        notes.add(new Note(
            random.nextInt(16) * 2520L, (1 + random.nextInt(8)) * 2520L, 30 + random.nextInt(60)));
      }
      if (seed % 10 == 0) {
        // A forearm on the keys.
        for (int pitch = 40; pitch < 70; pitch++) {
          notes.add(new Note(0, 2520, pitch));
        }
      }
      int voices = 1 + random.nextInt(4);
      Texture texture = Texture.values()[random.nextInt(2)];
      Separated found = separate(notes, voices, texture);
      String label = "seed " + seed + ", " + voices + " voices, " + texture;
      assertThat(found.voices()).as(label).hasSize(voices);
      int kept = found.voices().stream().mapToInt(List::size).sum();
      assertThat(kept + found.merged()).as(label).isEqualTo(notes.size());
      for (List<Note> voice : found.voices()) {
        assertThat(voice).as(label).isSortedAccordingTo(Comparator.naturalOrder());
        for (int i = 1; i < voice.size(); i++) {
          Note a = voice.get(i - 1);
          Note b = voice.get(i);
          assertThat(b.onset() >= a.end() || b.onset() == a.onset() && b.duration() == a.duration() && b.pitch() != a.pitch())
              .as(label + ": " + a + " " + b).isTrue();
        }
      }
    }
  }

  @Test
  void shouldRefuseTooManyVoicesAndAForeignMemory() {
    assertThatThrownBy(() -> new VoiceSeparator(9, Texture.ENSEMBLE)).hasMessageContaining("9 voices");
    VoiceMemory two = new VoiceSeparator(2, Texture.KEYBOARD).start();
    assertThatThrownBy(() -> new VoiceSeparator(3, Texture.KEYBOARD).separate(List.of(), two))
        .hasMessageContaining("expected 3");
  }
}
