package antiphon.feel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.feel.Feel.Register;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FollowTest {
  private static Feel feel(double density, double pitch) {
    Feel own = Feel.NEUTRAL;
    return new Feel(
        own.loudness(), own.accents(), own.articulation(), 1, 1, own.latenessMs(), own.spreadMs(), density,
        new Register(pitch, (int) pitch - 6, (int) pitch + 6), 1);
  }

  @Test
  void shouldKeepAVoicesOwnDensityWhereNothingIsFollowed() {
    assertThat(Follow.density(feel(3, 60), 0.5, 0)).isEqualTo(0.5);
    assertThat(Follow.density(Feel.NEUTRAL, 0.5, 1)).isEqualTo(0.5);
  }

  @Test
  void shouldPlayAsMuchMoreAsThePlayer() {
    assertThat(Follow.density(feel(2, 60), 0.5, 1)).isCloseTo(1, within(1e-9));
    assertThat(Follow.density(feel(2, 60), 0.5, 0.5)).isBetween(0.5, 1.0);
    assertThat(Follow.density(feel(0, 60), 1, 1)).isEqualTo(0.25);
    assertThat(Follow.density(feel(40, 60), 1, 1)).isEqualTo(4);
  }

  @Test
  void shouldMoveTheRangeWithThePlayer() {
    assertThat(Follow.range(feel(1, 72), 67, 40, 80, 1)).isEqualTo(new Follow.Range(45, 80));
    assertThat(Follow.range(feel(1, 57), 67, 40, 80, 0.5)).isEqualTo(new Follow.Range(40, 75));
    assertThat(Follow.range(feel(1, 57), 67, 40, 80, 0)).isEqualTo(new Follow.Range(40, 80));
    assertThat(Follow.range(feel(1, 100), 67, 60, 69, 1)).as("small range").isEqualTo(new Follow.Range(60, 69));
  }

  @Test
  void shouldLeaveEveryInstrumentAnOctaveOfItsOwn() {
    for (long seed = 1; seed <= 2000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int lowest = random.nextInt(128);
      int highest = lowest + random.nextInt(128 - lowest);
      Follow.Range range = Follow.range(
          feel(1, random.nextInt(128)), random.nextInt(128), lowest, highest, random.nextDouble());
      assertThat(range.lowest()).as("seed " + seed).isBetween(lowest, highest);
      assertThat(range.highest()).as("seed " + seed).isBetween(lowest, highest);
      assertThat(range.highest() - range.lowest()).as("seed " + seed).isGreaterThanOrEqualTo(Math.min(12, highest - lowest));
    }
  }
}
