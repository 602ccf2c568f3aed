package antiphon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.midi.MidiMessage;
import antiphon.time.ClockLock;
import antiphon.time.Meter;
import antiphon.time.MidiClockFollower;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MidiClockOutTest {
  private static final long MS = 1_000_000;

  private final Transport transport = new Transport(Timeline.of(Meter.COMMON, Tempo.MODERATE));
  private final List<Long> clocks = new ArrayList<>();
  private final List<Long> due = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final MidiClockFollower follower = new MidiClockFollower(Tempo.MODERATE);
  private long nowNs;
  private final MidiClockOut clock = new MidiClockOut(transport, new TestOut((message, dueNs) -> {
    follower.onMessage(message, nowNs);
    if (message == MidiMessage.CLOCK) {
      clocks.add(nowNs);
      due.add(dueNs);
    } else if (MidiMessage.status(message) == MidiMessage.SONG_POSITION) {
      words.add("position " + MidiMessage.sixteenths(message) + " @" + nowNs / MS);
    } else {
      words.add(MidiMessage.toString(message) + " @" + nowNs / MS);
    }
  }));

  private void runTo(long timeNs) {
    for (long next = clock.doWork(nowNs); next <= timeNs; next = clock.doWork(nowNs)) {
      nowNs = Math.max(nowNs, next);
    }
    nowNs = timeNs;
    clock.doWork(nowNs);
  }

  @Test
  void shouldSendEachPulseAtItsTickThroughTempoChanges() {
    transport.start(100 * MS, 0);
    runTo(1_250 * MS);
    transport.tempo(nowNs, Tempo.ofQuartersPerMinute(90));
    long tick = transport.position().tickAt(nowNs);
    runTo(2_900 * MS);
    transport.tempo(nowNs, Tempo.ofQuartersPerMinute(170));
    runTo(5_000 * MS);
    assertThat(words).containsExactly("start @99");
    Transport.Position position = transport.position();
    for (int i = 0; i < clocks.size(); i++) {
      long at = (long) i * MidiClockFollower.TICKS_PER_CLOCK;
      if (at < tick) {
        assertThat(clocks.get(i)).isEqualTo(100 * MS + Tempo.MODERATE.nanos(at));
      } else {
        assertThat((double) clocks.get(i)).isCloseTo(position.nanosAt(at), within(100_000.0));
      }
    }
    assertThat(follower.tickAt(nowNs) / (double) Ticks.PER_QUARTER)
        .isCloseTo(position.tickAt(nowNs) / (double) Ticks.PER_QUARTER, within(0.01));
    assertThat(clock.sent()).isEqualTo(clocks.size());
  }

  @Test
  void shouldSayWhenALatePulseWasDue() {
    transport.start(0, 0);
    runTo(10 * MS);
    nowNs = 25 * MS;
    clock.doWork(nowNs);
    assertThat(clocks).endsWith(25 * MS);
    assertThat(due).containsExactly(0L, transport.position().nanosAt(MidiClockFollower.TICKS_PER_CLOCK));
  }

  @Test
  void shouldStopAtOnceAndContinueOnASixteenth() {
    transport.start(0, 0);
    runTo(1_010 * MS);
    transport.stop(nowNs);
    runTo(2_000 * MS);
    int before = clocks.size();
    assertThat(words).containsExactly("start @0", "stop @1010", "position 8 @1010");
    // Ten ticks after the second quarter: the next sixteenth is entered, a sixteenth less ten ticks later.
    transport.start(nowNs, 2L * Ticks.PER_QUARTER + 10);
    runTo(3_000 * MS);
    assertThat(words.subList(3, 5)).containsExactly("position 9 @2123", "continue @2123");
    assertThat(clocks.get(before)).isEqualTo(transport.position().nanosAt(9L * Ticks.PER_QUARTER / 4));
    assertThat(follower.tickAt(nowNs)).isCloseTo(transport.position().tickAt(nowNs), within(200L));
  }

  @Test
  void shouldTellOfJumps() {
    transport.start(0, 0);
    runTo(1_010 * MS);
    transport.locate(nowNs, 16L * Ticks.PER_QUARTER);
    runTo(1_500 * MS);
    assertThat(words).containsExactly("start @0", "stop @1010", "position 64 @1010", "continue @1010");
    transport.stop(nowNs);
    transport.locate(nowNs, 0);
    runTo(2_000 * MS);
    assertThat(words.subList(4, 6)).containsExactly("stop @1500", "position 0 @1500");
  }

  @Test
  void shouldEnterAnewAfterTheMachineSlept() {
    transport.start(0, 0);
    runTo(500 * MS);
    int before = clocks.size();
    nowNs = 3_600_010 * MS;
    runTo(nowNs);
    assertThat(clocks).hasSize(before);
    runTo(nowNs + 500 * MS);
    assertThat(clock.skips()).isEqualTo(1);
    assertThat(clocks).hasSizeLessThan(before + 25);
    assertThat(words).hasSize(4);
    assertThat(words.get(3)).startsWith("continue");
  }

  @Test
  void shouldBeFollowedThroughAnyOrderOfCommands() {
    SplittableRandom random = new SplittableRandom(21);
    int compared = 0;
    for (int i = 0; i < 3_000; i++) {
      switch (random.nextInt(6)) {
        case 0 -> transport.start(nowNs, random.nextLong(40) * Ticks.PER_QUARTER / 4);
        case 1 -> transport.stop(nowNs);
        case 2 -> transport.locate(nowNs, random.nextLong(40L * Ticks.PER_QUARTER));
        default -> transport.tempo(nowNs, Tempo.ofQuartersPerMinute(random.nextInt(100, 140)));
      }
      runTo(nowNs + random.nextInt(6_000) * MS);
      if (transport.position().rolling() && follower.rolling() && follower.lock(nowNs) == ClockLock.LOCKED) {
        assertThat((double) follower.tickAt(nowNs)).as("command %d", i)
            .isCloseTo(transport.position().tickAt(nowNs), within(1.2 * MidiClockFollower.TICKS_PER_CLOCK));
        compared++;
      }
      assertThat(follower.rolling() && !transport.position().rolling()).as("command %d", i).isFalse();
    }
    assertThat(compared).isGreaterThan(500);
  }
}
