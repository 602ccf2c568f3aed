package antiphon.time;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.time.Transport.Position;
import org.junit.jupiter.api.Test;

class TransportTest {
  private static final int Q = Ticks.PER_QUARTER;
  private static final long QUARTER_NS = Tempo.MODERATE.nanosPerQuarter();
  private final Transport transport = new Transport(Timeline.of(Meter.COMMON, Tempo.MODERATE));

  @Test
  void shouldStandStillUntilStarted() {
    assertThat(transport.position().rolling()).isFalse();
    assertThat(transport.position().tickAt(1_000_000_000_000L)).isZero();
  }

  @Test
  void shouldCountUpToAStartInTheFuture() {
    transport.start(10 * QUARTER_NS, 0);
    assertThat(transport.position().tickAt(8 * QUARTER_NS)).isEqualTo(-2L * Q);
    assertThat(transport.position().tickAt(12 * QUARTER_NS)).isEqualTo(2L * Q);
    assertThat(transport.position().nanosAt(4L * Q)).isEqualTo(14 * QUARTER_NS);
  }

  @Test
  void shouldStopWhereItIsAndGoOnElsewhere() {
    transport.start(0, 0);
    long epoch = transport.position().epoch();
    transport.stop(3 * QUARTER_NS);
    assertThat(transport.position().tickAt(99 * QUARTER_NS)).isEqualTo(3L * Q);
    transport.locate(5 * QUARTER_NS, 16L * Q);
    assertThat(transport.position().tickAt(99 * QUARTER_NS)).isEqualTo(16L * Q);
    transport.start(6 * QUARTER_NS, 16L * Q);
    assertThat(transport.position().tickAt(7 * QUARTER_NS)).isEqualTo(17L * Q);
    assertThat(transport.position().epoch()).isEqualTo(epoch + 3);
  }

  @Test
  void shouldChangeTempoWithoutAJump() {
    transport.start(0, 0);
    long epoch = transport.position().epoch();
    transport.tempo(4 * QUARTER_NS, Tempo.ofQuartersPerMinute(60));
    Position position = transport.position();
    assertThat(position.tickAt(4 * QUARTER_NS)).isEqualTo(4L * Q);
    assertThat(position.tickAt(6 * QUARTER_NS)).isEqualTo(5L * Q);
    assertThat(position.epoch()).as("what was planned stays valid").isEqualTo(epoch);
  }
}
