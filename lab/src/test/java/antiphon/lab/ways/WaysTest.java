package antiphon.lab.ways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.abc.AbcReader;
import antiphon.patch.Patch;
import antiphon.patch.Patchilizer;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.time.Ticks;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Small tunes by hand. */
class WaysTest {
  private static final long Q = Ticks.PER_QUARTER;

  private static final String IN_C = "[V:1]C2 D2 E2 G2|\n[V:1]A2 G2 E2 C2|\n[V:1]D4 F4|\n[V:1]E4 D4|\n";
  private static final String IN_G = "[V:1]G2 A2 B2 d2|\n[V:1]e2 d2 B2 G2|\n[V:1]A4 c4|\n[V:1]B4 A4|\n";

  /** Sixteen bars of one voice: four, four times. */
  private static Score tune(String key) {
    String bars = (key.equals("C") ? IN_C : IN_G).repeat(4);
    return AbcReader.read("L:1/8\nM:4/4\nK:" + key + "\nV:1 treble\n" + bars);
  }

  private static Score duet(String upper, String lower, int bars) {
    return AbcReader.read("%%score 1 2\nL:1/8\nM:4/4\nK:C\nV:1 treble\nV:2 bass\n"
        + ("[V:1]" + upper + "|[V:2]" + lower + "|\n").repeat(bars));
  }

  private static Stretch second(Score score) {
    return Stretch.continuation(score, new SplittableRandom(1)).orElseThrow();
  }

  private static List<Integer> pitches(List<List<Note>> voices) {
    return voices.getFirst().stream().map(Note::pitch).toList();
  }

  @Test
  void shouldContinueFromAPhrasesBorderOnly() {
    Stretch stretch = second(tune("C"));
    assertThat(stretch.from()).isEqualTo(8);
    assertThat(stretch.to()).isEqualTo(16);
    assertThat(stretch.given()).isEmpty();
    assertThat(stretch.written()).containsExactly(0);
    Score withPickUp = AbcReader.read("L:1/8\nM:4/4\nK:C\nV:1 treble\n[V:1]G2|\n" + "[V:1]C2 D2 E2 G2|\n".repeat(17));
    assertThat(second(withPickUp).from()).isEqualTo(9);
    Score tooShort = AbcReader.read("L:1/8\nM:4/4\nK:C\nV:1 treble\n" + "[V:1]C2 D2 E2 G2|\n".repeat(15));
    assertThat(Stretch.continuation(tooShort, new SplittableRandom(1))).isEmpty();
  }

  @Test
  void shouldPutNotesIntoAStretchAndLeaveThePastAlone() {
    Stretch stretch = second(tune("C"));
    List<Note> other = List.of(new Note(8 * 4 * Q, 4 * Q, 60));
    Stretch changed = stretch.with(List.of(other));
    assertThat(changed.writtenNotes(changed.score())).containsExactly(other);
    assertThat(changed.before(0)).isEqualTo(stretch.before(0));
    assertThat(changed.score().bars()).hasSize(16);
  }

  @Test
  void shouldPlayTheLastBarAgain() {
    Stretch stretch = second(tune("C"));
    LastBar way = new LastBar();
    List<List<Note>> written = way.write(stretch, 1);
    assertThat(pitches(written)).startsWith(64, 62, 64, 62).hasSize(16);
    // Of the two bars that hold an E or a D on the beat ... only the fourth is like it, and is it wholly.
    assertThat(way.fit(stretch)).isCloseTo(0.25, within(1e-9));
    assertThat(way.fit(stretch.with(written))).isEqualTo(1);
  }

  @Test
  void shouldFindTheNearestBarInAnyKey() {
    Stretch stretch = second(tune("C"));
    NearestBar way = new NearestBar(List.of(duet("c8", "C8", 8), tune("G")));
    assertThat(way.write(stretch, 1)).isEqualTo(stretch.writtenNotes(stretch.score()));
    assertThat(way.fit(stretch)).isEqualTo(1);
    assertThat(pitches(new NearestBar(List.of()).write(stretch, 1))).startsWith(64, 62);
  }

  @Test
  void shouldFollowWhatFollowedTwoNotes() {
    Stretch stretch = second(tune("C"));
    NoteMarkov way = new NoteMarkov(List.of(tune("G")));
    // Two notes tell the next one in this tune, so it goes on as it was.
    List<Note> written = way.write(stretch, 3).getFirst();
    assertThat(written).isEqualTo(stretch.writtenNotes(stretch.score()).getFirst());
    assertThat(way.write(stretch, 3)).isEqualTo(way.write(stretch, 3));
    Stretch strange = stretch.with(List.of(List.of(new Note(32 * Q, Q, 61), new Note(33 * Q, 3 * Q, 70))));
    assertThat(way.fit(stretch)).isGreaterThan(way.fit(strange) + 2).isLessThan(0);
  }

  @Test
  void shouldCompOverTheChordsThatWereThere() {
    Score song = AbcReader.read("%%score 1 2\nL:1/8\nM:4/4\nK:C\nV:1 treble\nV:2 bass\n"
        + "[V:1]c2 e2 g2 e2|[V:2]C,4 G,4|\n[V:1]B2 d2 g2 d2|[V:2]G,4 D,4|\n".repeat(8));
    Stretch stretch = second(song);
    RuleComping way = new RuleComping();
    List<List<Note>> written = way.write(stretch, 1);
    assertThat(written).hasSize(2).allMatch(voice -> !voice.isEmpty());
    assertThat(written.get(1)).allMatch(n -> List.of(0, 2, 4, 7, 11).contains(n.pitch() % 12));
    assertThat(way.fit(stretch)).isEqualTo(1);
    Stretch song8 = Stretch.accompaniment(song, 8).orElseThrow();
    assertThat(way.write(song8, 1)).hasSize(1);
  }

  @Test
  void shouldCountSymbolsSoThatProbabilitiesSumToOne() {
    Ngrams ngrams = new Ngrams(List.of(tune("C"), duet("c8", "C8", 8)));
    double[] next = new double[Patch.VOCABULARY];
    long past = 0;
    int known = 0;
    for (char c : "[V:1]C2 D2 E".toCharArray()) {
      ngrams.probabilities(past, known, next);
      double sum = 0;
      for (double p : next) {
        assertThat(p).isPositive();
        sum += p;
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
      past = Ngrams.push(past, c);
      known++;
    }
    ngrams.probabilities(past, known, next);
    assertThat(next['2']).isGreaterThan(0.5);
  }

  @Test
  void shouldStandInForAModel() {
    NgramDecoder decoder = new NgramDecoder(new Ngrams(List.of(tune("C"))));
    decoder.feed(List.of(Patch.FIRST));
    decoder.feed(Patchilizer.patches("[V:1]C2 D2 E2 G2|\n"));
    int before = decoder.length();
    decoder.beginPatch();
    for (char c : "[r:1/14][V:1]A2".toCharArray()) {
      decoder.push(c);
    }
    float[] logits = decoder.logits();
    assertThat(logits[' ']).isGreaterThan(logits['|']).isNegative();
    decoder.push(' ');
    assertThat(decoder.endPatch()).isEqualTo(Patch.of("[r:1/14][V:1]A2 "));
    assertThat(decoder.length()).isEqualTo(before + 1);
    decoder.rewind(1);
    assertThat(decoder.patch(0)).isEqualTo(Patch.FIRST);
  }

  @Test
  void shouldCountManyNumbers() {
    LongCounts counts = new LongCounts();
    for (long i = 0; i < 200_000; i++) {
      assertThat(counts.add(i * i % 100_003)).isBetween(0, 9);
    }
    assertThat(counts.count(0)).isEqualTo(2);
    assertThat(counts.count(100_003)).isZero();
  }
}
