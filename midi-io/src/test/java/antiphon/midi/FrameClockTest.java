package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameClockTest {
  private static final int RATE = 48_000;

  @Test
  void shouldKnowWhenBlocksBeginThoughTheThreadWakesLateAndClocksDrift() {
    for (int block : new int[] {64, 256, 1_024}) {
      for (int partsPerMillion : new int[] {-100, 0, 100}) {
        long seed = 31L * block + partsPerMillion;
        Random random = new Random(seed);
        FrameClock clock = new FrameClock(RATE);
        double frameNs = 1e9 / RATE * (1 + partsPerMillion * 1e-6);
        int frame = Integer.MAX_VALUE - 10 * RATE;
        for (long n = 0; n * block < 60L * RATE; n++) {
          long beganNs = Math.round(5e15 + n * block * frameNs);
          long wokenLateNs = Math.round(-40_000 * Math.log(1 - random.nextDouble()))
              + (random.nextInt(50) == 0 ? random.nextInt(5_000_000) : 0);
          clock.begin(frame, block, beganNs + wokenLateNs);
          frame += block;
          if (n * block > RATE) {
            assertThat((clock.nanosAt(0) - beganNs) / 1e3)
                .as("microseconds off, block %d, drift %d ppm, seed %d", block, partsPerMillion, seed).isBetween(-60.0, 60.0);
          }
        }
      }
    }
  }

  @Test
  void shouldFindTheFrameOfATimeAndTheTimeOfAFrame() {
    FrameClock clock = new FrameClock(RATE);
    clock.begin(7, 128, 1_000_000);
    clock.begin(7 + 128, 128, 1_000_000 + 2_666_667);

    assertThat(clock.blockNs()).isEqualTo(2_666_667);
    for (int frame = -128; frame < 256; frame++) {
      assertThat(clock.frameAt(clock.nanosAt(frame) + 10)).isEqualTo(frame);
    }
  }
}
