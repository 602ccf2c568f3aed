package antiphon.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.bridge.HostStatus;
import org.junit.jupiter.api.Test;

final class MishapsTest {
  private static final long S = 1_000_000_000L;

  private final Mishaps mishaps = new Mishaps();

  @Test
  void shouldShowNothingWhereNothingHappened() {
    mishaps.counted(0, 0, 0);
    assertThat(mishaps.status(0)).isEmpty();
    assertThat(mishaps.line()).isEmpty();
  }

  @Test
  void shouldShowLostInputForTenSecondsAndThenCountIt() {
    mishaps.counted(312, 0, S);
    assertThat(mishaps.status(S)).contains(HostStatus.INPUT_LOST);
    assertThat(mishaps.status(11 * S - 1)).contains(HostStatus.INPUT_LOST);
    mishaps.counted(312, 0, 11 * S);
    assertThat(mishaps.status(11 * S)).isEmpty();
    assertThat(mishaps.line()).isEqualTo("312 messages not heard: too many at once");
    mishaps.counted(313, 0, 20 * S);
    assertThat(mishaps.status(20 * S)).contains(HostStatus.INPUT_LOST);
  }

  @Test
  void shouldShowAFaultBeforeLostInput() {
    mishaps.counted(1, 1, S);
    assertThat(mishaps.status(S)).contains(HostStatus.FAULT);
    assertThat(mishaps.line()).isEqualTo("1 fault, it goes on without; 1 message not heard: too many at once");
  }

  @Test
  void shouldGoOnCountingWhenAnotherEngineTakesTheSeat() {
    mishaps.counted(0, 3, S);
    mishaps.counted(0, 0, 2 * S);
    mishaps.counted(0, 2, 3 * S);
    assertThat(mishaps.line()).startsWith("5 faults");
  }
}
