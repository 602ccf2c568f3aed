package antiphon.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final int Q = Ticks.PER_QUARTER;

  @Test
  void shouldPlaceBarsThroughMeterChangesAndAPickUp() {
    Timeline timeline = Timeline.of(
        Q, Map.of(0L, new Meter(4, 4), 3L, new Meter(7, 8)), Map.of(0L, Tempo.MODERATE));
    assertThat(timeline.barStart(0)).isZero();
    assertThat(timeline.barStart(1)).isEqualTo(Q);
    assertThat(timeline.barStart(3)).isEqualTo(9L * Q);
    assertThat(timeline.barStart(4)).isEqualTo(9L * Q + 7L * Q / 2);
    assertThat(timeline.barTicks(0)).isEqualTo(Q);
    assertThat(timeline.meterOfBar(4)).isEqualTo(new Meter(7, 8));
    assertThat(timeline.barAt(Q - 1)).isZero();
    assertThat(timeline.barAt(Q)).isEqualTo(1);
    assertThat(timeline.barAt(-1)).isEqualTo(-1);
    assertThat(timeline.barStart(-2)).isEqualTo(-8L * Q);
  }

  @Test
  void shouldFindEachBarAgainFromItsTicks() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      TreeMap<Long, Meter> meters = new TreeMap<>();
      for (long bar = 0; bar < 40; bar += 1 + random.nextInt(15)) {
        meters.put(bar, new Meter(1 + random.nextInt(15), 1 << random.nextInt(5)));
      }
      long pickup = random.nextBoolean() ? 0 : random.nextInt(meters.get(0L).barTicks());
      Timeline timeline = Timeline.of(pickup, meters, Map.of(0L, Tempo.MODERATE));
      for (long bar = 0; bar < 60; bar++) {
        assertThat(timeline.barAt(timeline.barStart(bar))).as("bar %d of %s", bar, meters).isEqualTo(bar);
        assertThat(timeline.barAt(timeline.barStart(bar + 1) - 1)).isEqualTo(bar);
      }
    }
  }

  @Test
  void shouldRelateTicksAndNanosecondsThroughTempoChanges() {
    Timeline timeline = Timeline.of(Meter.COMMON, Tempo.MODERATE)
        .withTempo(4L * Q, Tempo.ofQuartersPerMinute(60)).withTempo(8L * Q, Tempo.ofQuartersPerMinute(240));
    assertThat(timeline.nanosAt(4L * Q)).isEqualTo(2_000_000_000L);
    assertThat(timeline.nanosAt(8L * Q)).isEqualTo(6_000_000_000L);
    assertThat(timeline.nanosAt(9L * Q)).isEqualTo(6_250_000_000L);
    assertThat(timeline.nanosAt(-Q)).isEqualTo(-500_000_000L);
    for (long tick = -Q; tick < 12L * Q; tick += 97) {
      // A tick's time is rounded down, so the tick found there is this one or, by rounding, the one before.
      assertThat(timeline.tickAt(timeline.nanosAt(tick) + 1)).as("tick %d", tick).isBetween(tick - 1, tick);
    }
  }

  @Test
  void shouldKeepEarlierTimesWhenTheTempoChanges() {
    Timeline before = Timeline.of(new Meter(3, 4), Tempo.MODERATE);
    Timeline after = before.withTempo(5L * Q, Tempo.ofQuartersPerMinute(90));
    for (long tick = 0; tick <= 5L * Q; tick += Q / 4) {
      assertThat(after.nanosAt(tick)).isEqualTo(before.nanosAt(tick));
    }
    assertThat(after.barStart(7)).isEqualTo(before.barStart(7));
  }

  @Test
  void shouldRefuseWhatIsNoTimeline() {
    assertThatThrownBy(() -> Timeline.of(0, Map.of(1L, Meter.COMMON), Map.of(0L, Tempo.MODERATE)))
        .hasMessage("timeline: expected a meter and a tempo at 0");
    assertThatThrownBy(() -> Timeline.of(4L * Q, Map.of(0L, Meter.COMMON), Map.of(0L, Tempo.MODERATE)))
        .hasMessageContaining("pick-up of 40320 ticks");
  }

  @Test
  void shouldReadAndCountMeters() {
    assertThat(Meter.parse("6/8").pulses()).containsExactly(3 * Q / 2, 3 * Q / 2);
    assertThat(Meter.parse("7/8").pulses()).containsExactly(Q, Q, 3 * Q / 2);
    assertThat(Meter.parse("5/8").pulses()).containsExactly(Q, 3 * Q / 2);
    assertThat(Meter.parse("3/8").pulses()).containsExactly(3 * Q / 2);
    assertThat(Meter.parse("C|")).isEqualTo(new Meter(2, 2));
    for (int unit : new int[] {1, 2, 4, 8, 16}) {
      for (int beats = 1; beats <= 15; beats++) {
        Meter meter = new Meter(beats, unit);
        assertThat(meter.pulses().stream().mapToInt(Integer::intValue).sum()).as("%s", meter).isEqualTo(meter.barTicks());
        assertThat(Meter.parse(meter.toString())).isEqualTo(meter);
      }
    }
    assertThatThrownBy(() -> Meter.parse("three")).hasMessage("meter 'three': expected a fraction such as 6/8");
    assertThatThrownBy(() -> new Meter(4, 6)).hasMessageContaining("expected a lower figure of 1, 2, 4, 8, 16 or 32");
  }

  @Test
  void shouldRefuseTemposThatNobodyPlays() {
    assertThat(Tempo.ofQuartersPerMinute(120)).isEqualTo(Tempo.MODERATE);
    assertThatThrownBy(() -> Tempo.ofQuartersPerMinute(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Tempo.ofQuartersPerMinute(1)).hasMessage("tempo 1.0: expected 5 to 1000 quarters a minute");
  }
}
