package antiphon.feel;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.capture.PerformedNote;
import antiphon.quantize.QuantizeSettings;
import antiphon.quantize.Quantized;
import antiphon.quantize.Quantizer;
import antiphon.quantize.Swing;
import antiphon.quantize.Timing;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a simulated player's feel is found after four bars; the figures are printed. */
final class FeelRecoveryTest {
  private static final double[] LATE_MS = {-15, 0, 10, 25};
  private static final int[] TEMPOS = {90, 120, 150};

  /** Players for each tempo and lateness; more with {@code -Dfeel.runs=20}. */
  private static final int RUNS = Integer.getInteger("feel.runs", 3);

  private static final double JITTER_MS = 10;
  private static final double HELD = 0.8;

  /** The feel that is found after {@code bars} bars, which are heard as one phrase. */
  private static Feel found(SwingingPlayer player, int bars, Swing swing) {
    List<PerformedNote> notes = player.play(bars);
    Quantizer quantizer = new Quantizer(new QuantizeSettings(true, true, swing));
    Quantized heard = quantizer.quantize(notes, player.timeline(), 0, bars, Timing.UNKNOWN);
    FeelFinder finder = new FeelFinder();
    finder.hear(player.timeline(), 0, player.timeline().barStart(bars), heard);
    return finder.feel();
  }

  private static Timeline timeline(int tempo) {
    return Timeline.of(Meter.COMMON, Tempo.ofQuartersPerMinute(tempo));
  }

  private static double within(List<Double> errors, double limit) {
    return (double) errors.stream().filter(e -> Math.abs(e) <= limit).count() / errors.size();
  }

  private static double mean(List<Double> errors) {
    return errors.stream().mapToDouble(e -> e).average().orElseThrow();
  }

  private static double absolute(List<Double> errors, double share) {
    return errors.stream().map(Math::abs).sorted().skip((long) (share * (errors.size() - 1))).findFirst().orElseThrow();
  }

  private static final class Errors {
    final List<Double> swing = new ArrayList<>();
    final List<Double> late = new ArrayList<>();
    final List<Double> held = new ArrayList<>();

    void take(double ratio, Swing setting) {
      for (int tempo : TEMPOS) {
        for (double lateMs : LATE_MS) {
          for (int run = 0; run < RUNS; run++) {
            long seed = Math.round(1000 * ratio) + 7919L * swing.size();
            Feel feel = found(
                new SwingingPlayer(timeline(tempo), ratio, lateMs, JITTER_MS, HELD, bar -> 70, seed), 4, setting);
            assertThat(feel.swings()).as("ratio %s found as %s", ratio, feel.beatSwing()).isEqualTo(ratio > 1);
            swing.add(feel.beatSwing() - ratio);
            late.add((feel.latenessMs().downbeat() + 3 * feel.latenessMs().pulse() + 4 * feel.latenessMs().offBeat()) / 8 - lateMs);
            held.add(feel.articulation() - HELD);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, NONE, 0.95", "1.5, NONE, 0.9", "1.67, NONE, 0.9", "2.0, NONE, 0.8",
    "1.0, STRAIGHT, 0.95", "1.5, STRAIGHT, 0.9", "1.67, STRAIGHT, 0.9", "2.0, STRAIGHT, 0.8"
  })
  void shouldFindSwingAndLateness(double ratio, Swing setting, double leastShare) {
    Errors errors = new Errors();
    errors.take(ratio, setting);
    String figures = String.format(
        Locale.ROOT,
        "swing %.2f, written %-8s, %d players: off by %+.3f, at most %.3f (p90) %.3f (max), within 0.15 in %.0f %%;"
            + " lateness off by %+.1f ms, at most %.1f (p90) %.1f (max), within 6 ms in %.0f %%; held off by %+.2f",
        ratio, setting, errors.swing.size(), mean(errors.swing), absolute(errors.swing, 0.9), absolute(errors.swing, 1),
        100 * within(errors.swing, 0.15), mean(errors.late), absolute(errors.late, 0.9), absolute(errors.late, 1),
        100 * within(errors.late, 6), mean(errors.held));
    System.out.println(figures);
    assertThat(Math.abs(mean(errors.swing))).as(figures).isLessThan(0.08);
    assertThat(within(errors.swing, 0.15)).as(figures).isGreaterThanOrEqualTo(leastShare);
    assertThat(Math.abs(mean(errors.late))).as(figures).isLessThan(2.5);
    assertThat(within(errors.late, 6)).as(figures).isGreaterThanOrEqualTo(0.88);
    assertThat(Math.abs(mean(errors.held))).as(figures).isLessThan(0.05);
  }

  @Test
  void shouldFollowACrescendoBarByBar() {
    double worst = 0;
    double sum = 0;
    double steady = 0;
    int count = 0;
    for (long seed = 1; seed <= 8; seed++) {
      LongToDoubleFunction crescendo = bar -> 40 + 8 * Math.max(0, bar);
      SwingingPlayer player = new SwingingPlayer(timeline(120), 1, 0, JITTER_MS, HELD, crescendo, 31 * seed);
      FeelFinder finder = new FeelFinder();
      List<PerformedNote> all = player.play(8);
      for (int bars = 1; bars <= 8; bars++) {
        long end = player.timeline().barStart(bars);
        List<PerformedNote> notes = all.stream().filter(n -> n.onset() < end - 1500).toList();
        finder.hear(
            player.timeline(), 0, end,
            new Quantizer(QuantizeSettings.DEFAULT).quantize(notes, player.timeline(), 0, bars, Timing.UNKNOWN));
        if (bars >= 4) {
          // Accents leave the mean about a unit below the level.
          double error = finder.feel().loudness().level() - crescendo.applyAsDouble(bars - 1) + 1;
          double mean = notes.stream().mapToInt(PerformedNote::velocity).average().orElseThrow();
          worst = Math.max(worst, Math.abs(error));
          sum += Math.abs(error);
          steady += Math.abs(mean - crescendo.applyAsDouble(bars - 1) + 1);
          count++;
        }
      }
      assertThat(finder.feel().loudness().trend()).as("trend, seed " + seed).isBetween(4.5, 8.0);
    }
    System.out.printf(
        Locale.ROOT, "crescendo of 8 a bar: level off by %.1f on the mean, %.1f at most; the phrase's mean velocity by %.1f%n",
        sum / count, worst, steady / count);
    assertThat(sum / count).isLessThan(4);
    assertThat(worst).isLessThan(12);
  }

  @Test
  void shouldFindAccents() {
    List<Double> errors = new ArrayList<>();
    for (long seed = 1; seed <= 20; seed++) {
      Feel feel = found(new SwingingPlayer(timeline(120), 1, 0, JITTER_MS, HELD, bar -> 70, 17 * seed), 8, Swing.NONE);
      errors.add(feel.accents().downbeat() - feel.accents().offBeat() - 10);
      errors.add(feel.accents().pulse() - feel.accents().offBeat() - 5);
    }
    assertThat(Math.abs(mean(errors))).as("mean error").isLessThan(1);
    assertThat(absolute(errors, 0.9)).as("p90 of the error").isLessThan(5);
  }
}
