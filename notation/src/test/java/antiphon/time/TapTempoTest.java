package antiphon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TapTempoTest {
  private static final long MS = 1_000_000;

  private final TapTempo taps = new TapTempo();
  private long nowNs = 3_000 * MS;

  private double tap(long afterMs) {
    nowNs += afterMs * MS;
    return taps.tap(nowNs).map(Tempo::quartersPerMinute).orElse(Double.NaN);
  }

  @Test
  void shouldKnowTheTempoFromTheSecondTapOn() {
    assertThat(taps.tempo()).isEmpty();
    assertThat(tap(0)).isNaN();
    assertThat(tap(500)).isCloseTo(120, within(1e-6));
  }

  @Test
  void shouldStayWithinTwoPercentForPeopleWhoTap() {
    for (double tempo : new double[] {30, 47, 60, 92.5, 120, 180, 240, 300}) {
      SplittableRandom random = new SplittableRandom(8);
      int good = 0;
      for (int run = 0; run < 200; run++) {
        taps.reset();
        double periodNs = 60e9 / tempo;
        Optional<Tempo> heard = Optional.empty();
        for (int i = 0; i < 8; i++) {
          heard = taps.tap(Math.round(1e9 + i * periodNs + 0.02 * periodNs * random.nextGaussian()));
        }
        double error = heard.orElseThrow().quartersPerMinute() / tempo - 1;
        good += Math.abs(error) < 0.02 ? 1 : 0;
      }
      assertThat(good).as("of 200 runs at %s", tempo).isGreaterThanOrEqualTo(195);
    }
  }

  @Test
  void shouldPassOverASlipAndABounce() {
    for (int i = 0; i < 5; i++) {
      tap(600);
    }
    assertThat(tap(400)).isCloseTo(100, within(1e-6));
    assertThat(tap(800)).isCloseTo(100, within(1e-6));
    assertThat(tap(20)).isCloseTo(100, within(1e-6));
    assertThat(tap(580)).isCloseTo(100, within(1.5));
  }

  @Test
  void shouldTakeANewTempoAfterTwoIntervals() {
    for (int i = 0; i < 9; i++) {
      tap(600);
    }
    assertThat(tap(400)).isCloseTo(100, within(1e-6));
    assertThat(tap(400)).isCloseTo(150, within(1e-6));
  }

  @Test
  void shouldBeginAnewAfterAPause() {
    for (int i = 0; i < 4; i++) {
      tap(500);
    }
    assertThat(tap(5_000)).isNaN();
    assertThat(tap(750)).isCloseTo(80, within(1e-6));
    assertThat(tap(2_000)).isNaN();
    nowNs -= 60_000 * MS;
    assertThat(tap(0)).isNaN();
  }

  @Test
  void shouldKeepWithinItsRangeForAnyTaps() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 20_000; i++) {
      double tempo = tap(random.nextInt(20) == 0 ? random.nextLong(-10_000, 10_000) : random.nextLong(150, 2_300));
      if (!Double.isNaN(tempo)) {
        assertThat(tempo).isBetween(TapTempo.SLOWEST - 1e-6, TapTempo.FASTEST + 1e-6);
      }
    }
  }
}
