package antiphon.critic.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.critic.measure.Harmony.Span;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Each figure by hand. */
class MeasuresTest {
  private static final long Q = Ticks.PER_QUARTER;
  private static final Offset<Double> EXACT = within(1e-9);

  /** Notes one after the other from a tick on: {@code pitch, quarters} in turn; pitch 0 rests. */
  private static List<Note> tune(long start, int... pitchesAndQuarters) {
    List<Note> notes = new ArrayList<>();
    long at = start;
    for (int i = 0; i < pitchesAndQuarters.length; i += 2) {
      if (pitchesAndQuarters[i] > 0) {
        notes.add(new Note(at, pitchesAndQuarters[i + 1] * Q, pitchesAndQuarters[i]));
      }
      at += pitchesAndQuarters[i + 1] * Q;
    }
    return notes;
  }

  private static List<Bar> bars(int count, Key key) {
    return IntStream.range(0, count).mapToObj(i -> Bar.plain(4L * Q * i, Meter.COMMON, key)).toList();
  }

  @Test
  void shouldShareTheMelodysTimeAmongThreeKindsOfSupport() {
    // C5 for four quarters, a rest, C5 for four. Under it: C and F# (the octave supports), B (a ninth below), G (a
    // fourth is none), nothing; then A3 all along, of which only what is under the melody counts.
    List<Note> melody = tune(0, 72, 4, 0, 2, 72, 4);
    List<Note> under = new ArrayList<>(tune(0, 48, 1, 59, 1, 55, 1, 0, 1, 57, 8));
    under.add(new Note(0, Q, 66));
    Support support = Support.of(melody, under);
    assertThat(support.consonant()).isCloseTo(5.0 / 8, EXACT);
    assertThat(support.dissonant()).isCloseTo(2.0 / 8, EXACT);
    assertThat(support.alone()).isCloseTo(1.0 / 8, EXACT);
    assertThat(support.unsupported()).isCloseTo(3.0 / 8, EXACT);
    assertThat(Support.of(List.of(), under).consonant()).isNaN();
  }

  @Test
  void shouldCutAtEveryChangeOfTheAccompaniment() {
    // E4 sounds from 1/2 to 3 1/2 of four quarters.
    Support support = Support.of(tune(0, 72, 4), List.of(new Note(Q / 2, 3 * Q, 64)));
    assertThat(support.consonant()).isCloseTo(0.75, EXACT);
    assertThat(support.alone()).isCloseTo(0.25, EXACT);
  }

  @Test
  void shouldTellOnEachPulseHowTheVoicesAgree() {
    // Over C: C E G, then a seventh as well, a semitone (a ninth apart), one note alone; the last bar is silent.
    List<Note> notes = new ArrayList<>(tune(0, 48, 4));
    notes.addAll(tune(0, 64, 1, 64, 1, 61, 1));
    notes.addAll(tune(0, 67, 1, 67, 1));
    notes.addAll(tune(Q, 58, 1));
    Agreement agreement = Agreement.of(bars(2, new Key(0, false)), notes);
    assertThat(agreement.semitones()).isCloseTo(1.0 / 3, EXACT);
    assertThat(agreement.triads()).isCloseTo(1.0 / 2, EXACT);
    assertThat(Agreement.of(bars(1, new Key(0, false)), tune(0, 57, 4)).triads()).isNaN();
    // A minor in another order, between the pulses nothing is looked at.
    assertThat(Agreement.of(bars(1, new Key(0, false)), List.of(
        new Note(0, Q, 60), new Note(0, Q, 69), new Note(0, Q, 76), new Note(Q / 2, Q / 4, 61))).triads()).isOne();
    // A seventh is a semitone, too.
    assertThat(Agreement.of(bars(1, new Key(0, false)), List.of(new Note(0, Q, 60), new Note(0, Q, 71))).semitones()).isOne();
  }

  @Test
  void shouldKnowMotifsAgainAtWhateverPitch() {
    // Four notes before; then the same a third higher, and one more step, which makes three motifs that are new.
    List<Note> voice = new ArrayList<>(tune(0, 60, 1, 62, 1, 64, 1, 65, 1));
    voice.addAll(tune(4 * Q, 64, 1, 66, 1, 68, 1, 69, 1));
    voice.add(new Note(7 * Q, Q, 40));
    assertThat(Motifs.takenUp(voice, 0, 4 * Q)).as("one of four").isCloseTo(1.0 / 4, EXACT);
    assertThat(Motifs.takenUp(voice, Q, 4 * Q)).as("its model is not looked at").isZero();
    assertThat(Motifs.takenUp(tune(0, 60, 1, 62, 1), 0, 0)).isNaN();
  }

  @Test
  void shouldTellTheTimeOnTheChords() {
    int c = 1 | 1 << 4 | 1 << 7;
    int g = 1 << 7 | 1 << 11 | 1 << 2;
    Harmony harmony = new Harmony(List.of(new Span(0, 4 * Q, c), new Span(4 * Q, 8 * Q, g), new Span(8 * Q, 12 * Q, 0)));
    // E 2, F 1, G 3 (one in C, two in G), C 2, then what has no chord: 2 + 1 + 2 of 8.
    assertThat(harmony.noteInChord(tune(0, 64, 2, 65, 1, 67, 3, 60, 2, 61, 4))).isCloseTo(5.0 / 8, EXACT);
    assertThat(harmony.noteInChord(List.of())).isNaN();
  }

  @Test
  void shouldTakeTheChordsThatSoundedPulseByPulse() {
    Harmony harmony = Harmony.sounding(bars(1, Key.C), tune(0, 60, 1, 64, 2));
    assertThat(harmony.spans()).containsExactly(
        new Span(0, Q, 1), new Span(Q, 2 * Q, 1 << 4), new Span(2 * Q, 3 * Q, 1 << 4), new Span(3 * Q, 4 * Q, 0));
    Bar pickUp = new Bar(0, Q, Meter.COMMON, Key.C, antiphon.score.BarLine.NONE, antiphon.score.BarLine.SINGLE);
    assertThat(Harmony.sounding(List.of(pickUp), tune(0, 67, 1)).spans()).containsExactly(new Span(0, Q, 1 << 7));
  }

  @Test
  void shouldMeasureDivergenceInBits() {
    Histogram ab = histogram(1, 2);
    // Half a and half b against a alone: 1/2 (1/2 log 2/3 + 1/2 log 2) + 1/2 log 4/3, in bits.
    assertThat(ab.divergence(histogram(1))).isCloseTo(0.311278124459, within(1e-12));
    assertThat(histogram(1).divergence(ab)).isCloseTo(0.311278124459, within(1e-12));
    assertThat(ab.divergence(histogram(1, 1, 2, 2))).isCloseTo(0, EXACT);
    assertThat(ab.divergence(histogram(3))).isCloseTo(1, EXACT);
    assertThat(ab.divergence(histogram())).isNaN();
    assertThat(histogram(1, 1, 2, 3).entropy()).isCloseTo(1.5, EXACT);
  }

  private static Histogram histogram(long... values) {
    Histogram histogram = new Histogram();
    for (long value : values) {
      histogram.add(value);
    }
    return histogram;
  }

  @Test
  void shouldProfileNotesByDegreeDurationAndPlace() {
    Profile inC = new Profile().add(bars(2, Key.C), tune(0, 60, 1, 64, 1, 67, 2, 72, 4));
    Profile inD = new Profile().add(bars(2, new Key(2, false)), tune(0, 62, 1, 66, 1, 69, 2, 74, 4));
    assertThat(inC.notes()).isEqualTo(4);
    assertThat(inC.divergence(inD).pitchClass()).isCloseTo(0, EXACT);
    // The same degrees, twice as long: one bar instead of two, other durations (1 1 2 4 and 2 2 4) and places.
    Profile slow = new Profile().add(bars(2, Key.C), tune(0, 60, 2, 64, 2, 67, 4));
    Profile.Divergence divergence = inC.divergence(slow);
    assertThat(divergence.duration()).isCloseTo(histogram(1, 1, 2, 4).divergence(histogram(2, 2, 4)), EXACT);
    assertThat(divergence.onset()).isCloseTo(histogram(0, 1, 2, 0).divergence(histogram(0, 2, 0)), EXACT);
    // Steps 4 3 5 and 4 3, of the highest of what begins together.
    slow.add(bars(1, Key.C), List.of(new Note(0, Q, 60), new Note(0, Q, 72), new Note(Q, Q, 75)));
    assertThat(inC.divergence(slow).interval()).isCloseTo(histogram(4, 3, 5).divergence(histogram(4, 3, 3)), EXACT);
    // Only what begins in the bars.
    assertThat(new Profile().add(bars(1, Key.C), tune(0, 60, 4, 64, 4)).notes()).isEqualTo(1);
  }

  @Test
  void shouldCompareGroovesOverAllPairsOfBars() {
    // Quarters on 1 2 3 4; on 1 and 3; on 1 2 3 4 again: they differ in 2, 0 and 2 of 64 places.
    List<Note> notes = tune(0, 60, 1, 60, 1, 60, 1, 60, 1, 60, 2, 60, 2, 60, 1, 60, 1, 60, 1, 60, 1);
    assertThat(Regularity.groove(bars(3, Key.C), notes)).isCloseTo((3 - 4.0 / 64) / 3, EXACT);
    assertThat(Regularity.groove(bars(1, Key.C), notes)).isNaN();
  }

  @Test
  void shouldCountBarsThatReturnInEveryVoice() {
    // Bars of quarters: a b a a c; the second voice does something else below the last a.
    List<Note> upper = tune(0, 60, 1, 62, 1, 64, 1, 65, 1, 67, 4, 60, 1, 62, 1, 64, 1, 65, 1, 60, 1, 62, 1, 64, 1, 65, 1, 72, 4);
    List<Note> lower = tune(0, 48, 4, 43, 4, 48, 4, 43, 4, 48, 4);
    assertThat(Regularity.returns(bars(5, Key.C), List.of(upper), 0)).isCloseTo(0.4, EXACT);
    assertThat(Regularity.returns(bars(5, Key.C), List.of(upper), 2)).isCloseTo(2.0 / 3, EXACT);
    assertThat(Regularity.returns(bars(5, Key.C), List.of(upper, lower), 2)).isCloseTo(1.0 / 3, EXACT);
    assertThat(Regularity.returns(bars(5, Key.C), List.of(List.of()), 0)).isNaN();
  }

  @Test
  void shouldMeasureEntropyOverWindowsOfBars() {
    // C C E E, G G G G, rest: 1 bit, 0 bits; together 1/4 1/4 1/2: 1.5 bits; the last two hold G alone.
    List<Note> notes = tune(0, 60, 1, 72, 1, 64, 1, 64, 1, 67, 1, 67, 1, 67, 1, 67, 1);
    List<Bar> bars = bars(3, Key.C);
    assertThat(Regularity.entropy(bars, notes, 1)).isCloseTo(0.5, EXACT);
    assertThat(Regularity.entropy(bars, notes, 2)).isCloseTo(0.75, EXACT);
    assertThat(Regularity.entropy(bars, notes, 4)).isNaN();
  }

  @Test
  void shouldAskWhetherPhrasesEndOnTheTonicTriad() {
    // Bars end on C, D, E, E (chord with D above: the higher of those that end last), B, rest, G, F.
    List<Note> notes = new ArrayList<>(tune(0, 60, 4, 62, 4, 64, 4, 64, 4, 71, 4, 0, 4, 67, 4, 65, 4));
    assertThat(PhraseEnds.of(bars(8, Key.C), notes)).isEqualTo(new PhraseEnds(0.5, 3.0 / 5));
    notes.add(new Note(15 * Q, Q, 74));
    assertThat(PhraseEnds.of(bars(8, Key.C), notes).stable()).isZero();
    // Held into the bar: A minor's C sounds to its end.
    assertThat(PhraseEnds.of(bars(2, new Key(0, true)), List.of(new Note(0, 8 * Q, 60)))).isEqualTo(new PhraseEnds(1, 1));
  }

  @Test
  void shouldFindTheLongestCopyInWhateverKey() {
    LongestCopy copy = new LongestCopy();
    copy.ask(tune(0, 60, 1, 62, 1, 59, 2, 65, 1, 64, 1, 60, 3));
    // Transposed by 5, other notes around: five notes from 62, of which the last may have any duration.
    copy.compare(tune(0, 70, 1, 67, 1, 64, 2, 70, 1, 69, 1, 65, 9, 71, 1));
    assertThat(copy.longest()).isEqualTo(5);
    copy.compare(tune(0, 48, 1, 50, 1, 47, 2, 53, 1, 52, 1, 48, 3));
    assertThat(copy.longest()).isEqualTo(6);
  }

  @Test
  void shouldTakeNoScaleForACopy() {
    LongestCopy copy = new LongestCopy();
    int[] scale = {60, 1, 62, 1, 64, 1, 65, 1, 67, 1, 69, 1, 71, 1, 72, 1};
    copy.ask(tune(0, scale));
    copy.compare(tune(0, scale));
    assertThat(copy.longest()).isZero();
  }

  @Test
  void shouldAgreeWithTryingEveryPairOfPlaces() {
    for (int seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<List<Note>> asked = List.of(random(random), random(random), random(random));
      List<Note> known = random(random);
      LongestCopy copy = new LongestCopy();
      asked.forEach(copy::ask);
      copy.compare(known);
      int expected = asked.stream().mapToInt(notes -> slow(notes, known)).max().orElse(0);
      assertThat(copy.longest()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static List<Note> random(SplittableRandom random) {
    int[] tune = new int[80];
    for (int i = 0; i < tune.length; i += 2) {
      tune[i] = 60 + 2 * random.nextInt(3);
      tune[i + 1] = 1;
    }
    return tune(0, tune);
  }

  private static int slow(List<Note> asked, List<Note> known) {
    int longest = 0;
    for (int i = 0; i < asked.size(); i++) {
      for (int j = 0; j < known.size(); j++) {
        List<String> steps = new ArrayList<>();
        while (i + steps.size() + 1 < asked.size() && j + steps.size() + 1 < known.size()
            && step(asked, i + steps.size()).equals(step(known, j + steps.size()))) {
          steps.add(step(asked, i + steps.size()));
        }
        longest = steps.stream().distinct().count() < 4 ? longest : Math.max(longest, steps.size() + 1);
      }
    }
    return longest;
  }

  private static String step(List<Note> notes, int at) {
    return notes.get(at + 1).pitch() - notes.get(at).pitch() + "/" + notes.get(at).duration();
  }
}
