package antiphon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.time.TempoEstimate.Heard;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TempoEstimateTest {
  private static final int RUNS = 100;
  private static final double SECONDS = 10;

  /** Cells of one or two beats, as onsets in twelfths of a beat; the last figure is the length. */
  private enum Style {
    STRAIGHT(new int[][] {{0, 12}, {0, 12}, {0, 6, 12}, {0, 6, 12}, {0, 6, 9, 12}, {0, 3, 6, 9, 12}, {0, 24}}),
    DOTTED(new int[][] {{0, 18, 24}, {0, 9, 12}, {0, 9, 12}, {0, 12}, {0, 6, 12}, {0, 24}}),
    TRIPLETS(new int[][] {{0, 4, 8, 12}, {0, 4, 8, 12}, {0, 8, 12}, {0, 12}, {0, 12}, {0, 24}});

    private final int[][] cells;

    Style(int[][] cells) {
      this.cells = cells;
    }
  }

  /** Plays a random rhythm; returns the time after it. */
  private static long play(TempoEstimate to, Style style, double tempo, double jitterMs, SplittableRandom random) {
    double beatNs = 60e9 / tempo;
    double atNs = 1e9;
    double endNs = atNs + SECONDS * 1e9;
    while (atNs < endNs) {
      int[] cell = style.cells[random.nextInt(style.cells.length)];
      for (int i = 0; i < cell.length - 1; i++) {
        to.onset(Math.round(atNs + cell[i] / 12.0 * beatNs + jitterMs * 1e6 * random.nextGaussian()));
      }
      atNs += cell[cell.length - 1] / 12.0 * beatNs;
    }
    return Math.round(atNs);
  }

  @Test
  void shouldHearTheTempoOfPerformedRhythms() {
    for (Style style : Style.values()) {
      int hits = 0;
      int octaves = 0;
      int all = 0;
      double confidence = 0;
      for (double jitterMs : new double[] {10, 20}) {
        for (int tempo = 60; tempo <= 160; tempo += 10) {
          for (int seed = 0; seed < RUNS; seed++) {
            TempoEstimate estimate = new TempoEstimate();
            long now = play(estimate, style, tempo, jitterMs, new SplittableRandom(seed * 1_000L + tempo));
            Heard heard = estimate.heard(now).orElseThrow();
            double ratio = heard.tempo().quartersPerMinute() / tempo;
            hits += Math.abs(ratio - 1) < 0.04 ? 1 : 0;
            octaves += Math.abs(ratio / 2 - 1) < 0.04 || Math.abs(ratio * 2 - 1) < 0.04 ? 1 : 0;
            confidence += heard.confidence();
            all++;
          }
        }
      }
      figure("%-8s all: within 4 %% %.1f %%, an octave off %.1f %%, confidence %.2f",
          style, 100.0 * hits / all, 100.0 * octaves / all, confidence / all);
      assertThat(100.0 * hits / all).as("%s", style).isGreaterThan(75);
      assertThat(100.0 * (hits + octaves) / all).as("%s", style).isGreaterThan(94);
      assertThat(confidence / all).as("%s", style).isGreaterThan(0.5);
    }
  }

  @Test
  void shouldHaveNoConfidenceInOnsetsByChance() {
    double[] chance = new double[RUNS];
    for (int seed = 0; seed < RUNS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      TempoEstimate estimate = new TempoEstimate();
      long at = 0;
      for (int i = 0; i < 40; i++) {
        at += Math.round(-250e6 * Math.log(random.nextDouble()));
        estimate.onset(at);
      }
      chance[seed] = estimate.heard(at).orElseThrow().confidence();
    }
    double mean = Arrays.stream(chance).average().orElse(1);
    figure("by chance: confidence %.2f", mean);
    assertThat(mean).isLessThan(0.15);
  }

  @Test
  void shouldHearAnEvenPulseExactlyAndANewTempoAfterSomeSeconds() {
    TempoEstimate estimate = new TempoEstimate();
    assertThat(estimate.heard(0)).isEmpty();
    long at = 0;
    for (int i = 0; i < 20; i++) {
      at += 600_000_000;
      estimate.onset(at);
      estimate.onset(at + 12_000_000);
    }
    assertThat(estimate.heard(at).orElseThrow().tempo().quartersPerMinute()).isCloseTo(100, within(0.3));
    for (int i = 0; i < 24; i++) {
      at += 500_000_000;
      estimate.onset(at);
    }
    assertThat(estimate.heard(at).orElseThrow().tempo().quartersPerMinute()).isCloseTo(120, within(0.3));
    assertThat(estimate.heard(at + 20_000_000_000L)).isEmpty();
    estimate.onset(0);
    assertThat(estimate.heard(0)).isEmpty();
  }

  private static void figure(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, "tempo estimate: " + format, values));
  }
}
