package antiphon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedNotesTest {
  private static final int Q = Ticks.PER_QUARTER;
  private final SealedNotes sealed = new SealedNotes();

  SealedNotesTest() {
    Bar bar = Bar.plain(0, Meter.COMMON, Key.C);
    List<Strike> strikes = List.of(strike(Q, 60), strike(2L * Q, 62));
    sealed.seal(0, new Plan(0, 0, 0, 0, false, new WrittenBar(bar, "", List.of(), Origin.MODEL), strikes, 0), 0, 4L * Q);
  }

  private static Strike strike(long tick, int pitch) {
    return new Strike(tick, tick, tick + Q / 2, 0, pitch, 80, false, false);
  }

  @Test
  void shouldSkipWhatWaitsUpToATickAndNothingBehindIt() {
    assertThat(sealed.skip(Q - 1)).isZero();
    assertThat(sealed.nextTick()).isEqualTo(Q);
    assertThat(sealed.skip(Q)).isEqualTo(1);
    // Its end still waits; that of a note that never began is void.
    assertThat(sealed.nextTick()).isEqualTo(Q + Q / 2);
    assertThat(sealed.take()).isZero();
    assertThat(sealed.skip(2L * Q - 1)).isZero();
    assertThat(sealed.skip(Long.MAX_VALUE)).isEqualTo(1);
    assertThat(sealed.waiting()).isFalse();
  }
}
