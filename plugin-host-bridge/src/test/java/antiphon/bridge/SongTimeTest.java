package antiphon.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class SongTimeTest {
  @Test
  void shouldKeepEveryTickOnTheWire() {
    long seed = 5;
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      long tick = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
      assertThat(SongTime.ticks(SongTime.beats(tick))).as("seed %d", seed).isEqualTo(tick);
    }
  }

  @Test
  void shouldPutTicksWhereTheyBelong() {
    assertThat(SongTime.beats(10_080)).isEqualTo(1L << 31);
    assertThat(SongTime.beats(-5_040)).isEqualTo(-(1L << 30));
    assertThat(SongTime.ticks(3L << 30)).isEqualTo(15_120);
    assertThat(SongTime.ticks(-1)).isZero();
  }
}
