package antiphon.critic;

import static antiphon.critic.Bars.at;
import static antiphon.critic.Bars.bar;
import static antiphon.critic.Bars.parts;
import static antiphon.critic.Bars.setting;
import static antiphon.critic.Bars.tune;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankerTest {
  private static final long Q = Ticks.PER_QUARTER;
  private static final List<BarNote> SILENCE = List.of();

  @Test
  void shouldWeighConsonanceByTimeAndBeat() {
    // The player holds C5. A third through beats 1 and 2, then a second through beats 3 and 4.
    WrittenBar bar = bar(0, tune(69, 4, 70, 4), SILENCE);
    Parts parts = parts(bar, setting(List.of(), tune(72, 8)));
    // Beats 1 to 4 weigh 1, .5, .75, .5, each first half fully, each second half half: 3/4 of them.
    assertThat(parts.consonance()).isCloseTo(1.5 / 2.75, within(1e-9));
    // A major second is not consonant, yet it does not rub.
    assertThat(parts.clarity()).isEqualTo(1);
  }

  @Test
  void shouldHearRubsOnPulsesOnly() {
    List<BarNote> player = tune(72, 8);
    // B under C on beat 2, on the second half of beat 2, and nowhere.
    assertThat(parts(bar(0, tune(69, 2, 71, 2, 69, 4), SILENCE), setting(List.of(), player)).clarity())
        .isCloseTo(2.25 / 2.75, within(1e-9));
    assertThat(parts(bar(0, tune(69, 3, 71, 1, 69, 4), SILENCE), setting(List.of(), player)).clarity()).isEqualTo(1);
    assertThat(parts(bar(0, tune(66, 8), SILENCE), setting(List.of(), player)).clarity()).isZero();
  }

  @Test
  void shouldExcuseWhatTheChangesName() {
    int g7 = 1 << 7 | 1 << 11 | 1 << 2 | 1 << 5;
    WrittenBar bar = bar(0, tune(65, 8), SILENCE);
    List<ChordTones> chords = List.of(new ChordTones(0, 4 * Q, g7));
    Setting without = setting(List.of(), tune(71, 8));
    Setting with = new Setting(List.of(), Bars.BOTH, without.player(), chords, without.place(), Targets.NONE);
    assertThat(parts(bar, without).consonance()).isZero();
    assertThat(parts(bar, without).clarity()).isZero();
    assertThat(parts(bar, with).consonance()).isEqualTo(1);
    assertThat(parts(bar, with).clarity()).isEqualTo(1);
  }

  @Test
  void shouldTellTheShareOfChordTones() {
    int c = 1 | 1 << 4 | 1 << 7;
    int f = 1 << 5 | 1 << 9 | 1;
    List<ChordTones> chords = List.of(new ChordTones(0, 2 * Q, c), new ChordTones(2 * Q, 4 * Q, f));
    Setting setting = new Setting(List.of(), Bars.BOTH, List.of(), chords, new Place(1, 8, false), Targets.NONE);
    assertThat(parts(bar(0, tune(64, 4, 65, 4), SILENCE), setting).chordTones()).isEqualTo(1);
    // E under F major: only beats 1 and 2 are right.
    assertThat(parts(bar(0, tune(64, 8), SILENCE), setting).chordTones()).isCloseTo(1.5 / 2.75, within(1e-9));
    assertThat(parts(bar(0, SILENCE, SILENCE), setting).chordTones()).isEqualTo(Parts.UNSAID);
  }

  @Test
  void shouldCountLeapsParallelsAndCrossings() {
    WrittenBar before = bar(0, tune(72, 8), tune(48, 8));
    Setting setting = setting(List.of(before), SILENCE);
    // From C5 up a tenth, down a sixth: 1 and 1/3 of two steps; the bass stays.
    assertThat(VoiceLeading.leaps(bar(1, tune(88, 4, 79, 4), SILENCE), setting)).isCloseTo((1 + 1.0 / 3) / 2, within(1e-9));
    // Octaves from beat to beat: C-C to D-D to E-E to F-F, held twice, then sixths.
    WrittenBar octaves = bar(1, tune(74, 2, 76, 2, 77, 2, 77, 2), tune(50, 2, 52, 2, 53, 2, 57, 2));
    assertThat(VoiceLeading.parallels(octaves, setting, Accents.of(octaves.bar()))).isEqualTo(1);
    WrittenBar contrary = bar(1, tune(71, 2, 72, 2, 74, 2, 76, 2), tune(50, 2, 48, 2, 47, 2, 48, 2));
    assertThat(VoiceLeading.parallels(contrary, setting, Accents.of(contrary.bar()))).isZero();
    // The second voice above the first through the second half.
    assertThat(VoiceLeading.crossings(bar(1, tune(72, 8), tune(60, 4, 74, 4)), setting)).isEqualTo(0.5);
  }

  @Test
  void shouldKnowByTheirTargetsWhichVoiceBelongsAbove() {
    Targets bassFirst = new Targets(List.of(new Targets.Part(1, 45), new Targets.Part(1, 70)));
    Setting setting = new Setting(List.of(), Bars.BOTH, List.of(), List.of(), new Place(1, 8, false), bassFirst);
    assertThat(VoiceLeading.crossings(bar(0, tune(48, 8), tune(72, 8)), setting)).isZero();
    assertThat(VoiceLeading.crossings(bar(0, tune(72, 8), tune(48, 8)), setting)).isEqualTo(1);
  }

  @Test
  void shouldWantRestWhereThePhraseEnds() {
    WrittenBar tonic = bar(0, tune(71, 4, 72, 4), tune(43, 4, 48, 4));
    WrittenBar dominant = bar(0, tune(72, 4, 71, 4), tune(48, 4, 43, 4));
    WrittenBar restless = bar(0, tune(72, 7, 77, 1), tune(48, 7, 53, 1));
    assertThat(parts(tonic, at(new Place(8, 8, false))).cadence()).isEqualTo(1);
    // B is worth half at the end, G is a note of the tonic triad.
    assertThat(parts(dominant, at(new Place(8, 8, false))).cadence()).isEqualTo(0.75);
    assertThat(parts(dominant, at(new Place(4, 8, false))).cadence()).isEqualTo(1);
    assertThat(parts(restless, at(new Place(4, 8, false))).cadence()).isZero();
    assertThat(parts(restless, at(new Place(3, 8, false))).cadence()).isEqualTo(Parts.UNSAID);
    // An eighth off the beat: held for half a pulse, and half as good.
    assertThat(parts(bar(0, tune(71, 7, 72, 1), SILENCE), at(new Place(3, 8, true))).cadence()).isEqualTo(0.25);
  }

  @Test
  void shouldWantNoVoiceThatDoublesThePlayerButLetBarsReturn() {
    WrittenBar earlier = bar(0, tune(60, 2, 64, 2, 62, 2, 65, 2), SILENCE);
    Setting setting = setting(List.of(earlier), tune(79, 2, 77, 2, 76, 2, 74, 2));
    double returned = parts(bar(1, tune(60, 2, 64, 2, 62, 2, 65, 2), SILENCE), setting).independence();
    double half = parts(bar(1, tune(67, 2, 65, 2, 64, 2, 72, 2), SILENCE), setting).independence();
    double doubled = parts(bar(1, tune(67, 2, 65, 2, 64, 2, 62, 2), SILENCE), setting).independence();
    assertThat(returned).isEqualTo(1);
    // Three notes of five: as far beyond a half as 0.4 of 0.5.
    assertThat(half).isCloseTo(0.8, within(1e-9));
    assertThat(doubled).isZero();
  }

  @Test
  void shouldMeasureDistanceFromTheTargets() {
    Targets targets = Targets.like(List.of(bar(0, tune(72, 2, 74, 2, 72, 2, 74, 2), tune(48, 8))), Bars.BOTH);
    assertThat(targets.parts()).containsExactly(new Targets.Part(1, 73), new Targets.Part(0.25, 48));
    Setting setting = new Setting(List.of(), Bars.BOTH, List.of(), List.of(), new Place(1, 8, false), targets);
    Parts as = parts(bar(1, tune(74, 2, 72, 2, 74, 2, 72, 2), tune(48, 8)), setting);
    assertThat(as.density()).isEqualTo(1);
    assertThat(as.register()).isEqualTo(1);
    Parts off = parts(bar(1, tune(79, 8), tune(60, 8)), setting);
    // One note for four: 0.5 of 1.25 a beat, and the bass as wanted; half an octave and an octave away.
    assertThat(off.density()).isCloseTo((0.4 + 1) / 2, within(1e-9));
    assertThat(off.register()).isCloseTo((0.5 + 0) / 2, within(1e-9));
    assertThat(parts(bar(1, tune(79, 8), SILENCE), at(new Place(1, 8, false))).density()).isEqualTo(Parts.UNSAID);
  }

  @Test
  void shouldChooseTheBestByItsWeights() {
    WrittenBar sweet = bar(0, tune(69, 8), SILENCE);
    WrittenBar sour = bar(0, tune(71, 8), SILENCE);
    List<Candidate> candidates = List.of(new Candidate(sour, -0.5), new Candidate(sweet, -0.9), new Candidate(sweet, -0.9));
    Setting setting = setting(List.of(), tune(72, 8));
    assertThat(new Ranker(Weights.DEFAULT, Fingerprints.NONE).best(candidates, setting)).isEqualTo(1);
    assertThat(new Ranker(Weights.LIKELIHOOD, Fingerprints.NONE).best(candidates, setting)).isZero();
  }

  @Test
  void shouldTotalThePartsByTheirWeights() {
    Weights each = new Weights(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 7);
    assertThat(new Parts(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1).weighed(each)).isEqualTo(2047);
    assertThat(new Parts(0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0).weighed(each)).isEqualTo(34);
  }

  @Test
  void shouldKeepEveryPartWithinItsRange() {
    for (long seed = 0; seed < 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Meter meter = Meter.parse(List.of("4/4", "3/4", "6/8", "7/8", "2/2").get(random.nextInt(5)));
      Key key = new Key(random.nextInt(-7, 8), random.nextBoolean());
      List<WrittenBar> before = new ArrayList<>();
      int bars = random.nextInt(5);
      for (int i = 0; i < bars; i++) {
        before.add(bar(i, meter, key, random(random, meter), random(random, meter)));
      }
      List<ChordTones> chords =
          random.nextBoolean() ? List.of() : List.of(new ChordTones(0, meter.barTicks(), random.nextInt(1, 1 << 12)));
      Setting setting = new Setting(before, Bars.BOTH, List.of(random(random, meter)), chords,
          new Place(1 + random.nextInt(8), 8, random.nextBoolean()), Targets.like(before, Bars.BOTH));
      Parts parts = parts(bar(bars, meter, key, random(random, meter), random(random, meter)), setting);
      assertThat(List.of(parts.consonance(), parts.clarity(), parts.chordTones(), parts.voiceLeading(), parts.cadence(),
              parts.independence(), parts.density(), parts.register(), parts.originality()))
          .as("seed %d", seed).allMatch(part -> part >= 0 && part <= 1 + 1e-9);
    }
  }

  private static List<BarNote> random(SplittableRandom random, Meter meter) {
    List<BarNote> notes = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      long onset = random.nextLong(meter.barTicks() / 1260) * 1260;
      long end = random.nextLong(onset / 1260, meter.barTicks() / 1260) * 1260 + 1260;
      notes.add(new BarNote(onset, end, random.nextInt(24, 104), onset == 0 && random.nextBoolean(), false));
    }
    return notes;
  }

  @Test
  void shouldRefuseSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> new Place(9, 8, false)).hasMessageContaining("bar 9 of a phrase of 8: expected 1 to 8");
    assertThatThrownBy(() -> new ChordTones(0, 10, 0)).hasMessageContaining("expected an end after the onset and 1 to 4095");
    assertThatThrownBy(() -> new Setting(List.of(), List.of(), List.of(), List.of(), new Place(1, 1, true), Targets.NONE))
        .hasMessageContaining("expected at least one");
    assertThatThrownBy(() -> new Setting(List.of(), Bars.BOTH, List.of(), List.of(), new Place(1, 1, true),
            new Targets(List.of(new Targets.Part(1, 60)))))
        .hasMessageContaining("1 targets for 2 voices");
  }
}
