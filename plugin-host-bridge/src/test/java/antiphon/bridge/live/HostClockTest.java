package antiphon.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HostClockTest {
  private long systemNs = 5_000_000_000L;
  private final HostClock clock = new HostClock(() -> systemNs);

  @Test
  void shouldGoOnBetweenBlocksButNotFarBeyondThem() {
    clock.told(48_000, 480);
    assertThat(clock.nanoTime()).isEqualTo(1_000_000_000);
    systemNs += 7_000_000;
    assertThat(clock.nanoTime()).isEqualTo(1_007_000_000);
    systemNs += 60_000_000_000L;
    assertThat(clock.nanoTime()).as("two blocks and its patience").isEqualTo(1_080_000_000);
  }

  @Test
  void shouldNeverGoBackWhenABlockComesLate() {
    clock.told(0, 480);
    systemNs += 25_000_000;
    assertThat(clock.nanoTime()).isEqualTo(25_000_000);
    clock.told(480, 480);
    assertThat(clock.nanoTime()).isEqualTo(25_000_000);
    systemNs += 20_000_000;
    assertThat(clock.nanoTime()).isEqualTo(30_000_000);
  }

  @Test
  void shouldTellSamplesAndTimesApartAcrossAChangeOfRate() {
    clock.rate(44_100, 48_000);
    assertThat(clock.nanosOf(48_000 + 44_100)).isEqualTo(2_000_000_000);
    for (long sample = 48_000; sample < 4_000_000_000L; sample += 77_777_777) {
      assertThat(clock.sampleAt(clock.nanosOf(sample))).isEqualTo(sample);
    }
  }
}
