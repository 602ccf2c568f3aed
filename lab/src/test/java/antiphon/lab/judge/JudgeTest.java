package antiphon.lab.judge;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.AbcReader;
import antiphon.lab.judge.Judge.Sample;
import antiphon.lab.ways.LastBar;
import antiphon.lab.ways.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final String HEAD = "%folk\n%melody\n%end\nL:1/8\nM:4/4\nK:G\nV:1 treble \n";

  private static Stretch stretch(String... bars) {
    StringBuilder text = new StringBuilder(HEAD);
    for (String bar : bars) {
      text.append("[V:1]").append(bar).append("|\n");
    }
    return new Stretch(AbcReader.read(text.toString()), List.of(), List.of(0), 2, bars.length);
  }

  /** Half of the samples of each of 40 works are of the second kind, and that shows in {@code far} of six figures. */
  private static List<Sample> samples(double far, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      double[] figures = new double[6];
      Arrays.setAll(figures, f -> random.nextGaussian());
      figures[3] += i % 2 * far;
      samples.add(new Sample("work " + i / 4, i % 2 == 1, figures));
    }
    return samples;
  }

  @Test
  void shouldTellApartWhatDiffersAndNotWhatDoesNot() {
    assertThat(Judge.auc(samples(6, 1), 1)).isGreaterThan(0.98);
    assertThat(Judge.auc(samples(1, 2), 1)).isBetween(0.65, 0.85);
    assertThat(Judge.auc(samples(0, 3), 1)).isBetween(0.38, 0.62);
    assertThat(Judge.auc(samples(6, 1).subList(0, 12), 1)).isNaN();
  }

  @Test
  void shouldLearnFromOtherWorksOnly() {
    // A figure that names the work, all of which is of one kind: whoever has seen the work knows it, nobody else does.
    SplittableRandom random = new SplittableRandom(4);
    List<Sample> samples = new ArrayList<>();
    for (int work = 0; work < 60; work++) {
      double name = random.nextDouble();
      for (int i = 0; i < 4; i++) {
        samples.add(new Sample("work " + work, work % 2 == 1, new double[] {name, random.nextGaussian()}));
      }
    }
    assertThat(Judge.auc(samples, 1)).isBetween(0.3, 0.7);
  }

  @Test
  void shouldHearWhatNoSumOfFiguresTells() {
    SplittableRandom random = new SplittableRandom(5);
    List<double[]> figures = new ArrayList<>();
    boolean[] second = new boolean[400];
    for (int i = 0; i < second.length; i++) {
      double[] figure = {random.nextDouble(-1, 1), random.nextDouble(-1, 1)};
      figures.add(figure);
      second[i] = figure[0] * figure[1] > 0;
    }
    Forest forest = new Forest(figures.subList(0, 300), Arrays.copyOf(second, 300), 1);
    int right = 0;
    for (int i = 300; i < second.length; i++) {
      right += forest.score(figures.get(i)) > 0.5 == second[i] ? 1 : 0;
    }
    assertThat(right).isGreaterThan(85);
  }

  @Test
  void shouldCountAsManyFiguresWhateverIsWritten() {
    Stretch some = stretch("G2B2 d2B2", "A2c2 e2c2", "G2B2 d2B2", "(3ABc d2 z2G2");
    Stretch silent = some.with(List.of(List.of()));
    double[] figures = AnswerFigures.of(some, 2);
    assertThat(figures).hasSizeGreaterThan(200).hasSameSizeAs(AnswerFigures.of(silent, 2)).hasSameSizeAs(AnswerFigures.of(some, 1));
    assertThat(Arrays.stream(figures)).allMatch(Double::isFinite);
    assertThat(AnswerFigures.of(some, 1)).isNotEqualTo(figures);
    // What stands behind is not looked at, nor cut where the answer is not.
    assertThat(AnswerFigures.of(some.with(some.writtenNotes(some.score())), 2)).isEqualTo(figures);
  }

  @Test
  void shouldSeeWhoIsStuck() {
    String[] bars = {"G2B2 d2B2", "A2c2 e2c2", "B8", "c8", "d8", "e8", "f8", "g8"};
    Stretch moving = stretch(bars);
    assertThat(Stuck.of(moving)).isZero();
    assertThat(Stuck.of(moving.with(new LastBar().write(moving, 0)))).isEqualTo(1);
  }

  @Test
  void shouldSeeWhoComesHome() {
    assertThat(Endings.tonic(stretch("G8", "A8", "A8", "G4 A4"))).isEqualTo(1);
    assertThat(Endings.tonic(stretch("G8", "A8", "A8", "A4 G4"))).isEqualTo(1);
    assertThat(Endings.tonic(stretch("G8", "A8", "G8", "A2G2 B4"))).isZero();
  }

  @Test
  void shouldKnowTupletsOfAHand() {
    assertThat(OddTuplets.odd("(3ABc d2 (3cBA G2")).isFalse();
    assertThat(OddTuplets.odd("(3[Ac]B/c/ d2")).isFalse();
    assertThat(OddTuplets.odd("(3AzB d2")).isTrue();
    assertThat(OddTuplets.odd("(3ABc (5ABcde")).isTrue();
    assertThat(OddTuplets.odd("(3:2:1A2 d2")).isTrue();
    assertThat(OddTuplets.odd("A2 z2 (3ABc z2")).isFalse();
    assertThat(OddTuplets.of(stretch("G8", "G8", "(3ABc d6", "(3zBc d6"))).isEqualTo(0.5);
    assertThat(OddTuplets.of(stretch("G8", "(3zBc d6", "G8", "G8"))).isNaN();
  }
}
