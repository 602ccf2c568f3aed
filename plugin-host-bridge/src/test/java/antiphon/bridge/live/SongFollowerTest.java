package antiphon.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.bridge.HostTransport;
import antiphon.pipeline.HostSong;
import antiphon.pipeline.HostSong.Move;
import antiphon.time.Meter;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SongFollowerTest {
  private static final long QUARTER = 10_080;
  private static final long BAR = 4 * QUARTER;
  private static final int RATE = 48_000;

  private final SongFollower song = new SongFollower();
  private long reached;

  /** At 120, where a quarter is half a second. */
  private static HostTransport at(int epoch, boolean rolling, double seconds, long tick, Meter meter, long barTick, long from, long to) {
    return new HostTransport(
        epoch, rolling, true, 0, Math.round(seconds * RATE), RATE, 512, tick, barTick, 120, meter.beats(), meter.unit(), to > from, from, to);
  }

  private static HostTransport rolling(int epoch, double seconds, long tick) {
    return at(epoch, true, seconds, tick, Meter.COMMON, Math.floorDiv(tick, BAR) * BAR, 0, 0);
  }

  private HostSong told(HostTransport transport) {
    HostSong told = Objects.requireNonNull(song.told(transport, 0, reached, false));
    reached = told.tick();
    return told;
  }

  private long songTick(long tick) {
    return tick + song.of(tick).offset();
  }

  @Test
  void shouldBeginInTheMiddleOfABarWhereTheHostDoes() {
    HostSong begun = told(rolling(1, 0, 9 * BAR + 3 * QUARTER));
    assertThat(begun.move()).isEqualTo(Move.BEGINS);
    assertThat(begun.tick() - begun.barTick()).isEqualTo(3 * QUARTER);
    assertThat(songTick(begun.tick() + 100)).isEqualTo(9 * BAR + 3 * QUARTER + 100);
    assertThat(song.of(begun.tick()).epoch()).isEqualTo(1);
  }

  @Test
  void shouldBeginBeforeTheSongsBeginning() {
    HostSong begun = told(rolling(1, 0, -QUARTER));
    assertThat(songTick(begun.tick())).isEqualTo(-QUARTER);
    assertThat(begun.tick() - begun.barTick()).isEqualTo(3 * QUARTER);
  }

  @Test
  void shouldGoOnThroughAChangeOfTempo() {
    HostSong begun = told(rolling(1, 0, 0));
    HostTransport faster = new HostTransport(1, true, true, 0, 24_000, RATE, 512, QUARTER, 0, 150, 4, 4, false, 0, 0);
    HostSong changed = told(faster);
    assertThat(changed.move()).isEqualTo(Move.GOES_ON);
    assertThat(changed.tick()).isEqualTo(begun.tick() + QUARTER);
    assertThat(changed.tempo().quartersPerMinute()).isEqualTo(150);
  }

  @Test
  void shouldGoOnThroughAChangeOfMeterAtABarLineAndBeginAnewElsewhere() {
    HostSong begun = told(rolling(1, 0, 0));
    Meter seven = new Meter(7, 8);
    HostSong changed = told(at(1, true, 2.01, BAR + 202, seven, BAR, 0, 0));
    assertThat(changed.move()).isEqualTo(Move.GOES_ON);
    assertThat(changed.barTick()).isEqualTo(begun.tick() + BAR);
    assertThat(changed.meter()).isEqualTo(seven);
    HostSong shifted = told(at(1, true, 3, 6 * QUARTER, Meter.COMMON, 6 * QUARTER, 0, 0));
    assertThat(shifted.move()).as("a bar line where none was").isEqualTo(Move.BEGINS);
    assertThat(songTick(shifted.tick())).isEqualTo(6 * QUARTER);
  }

  @Test
  void shouldGoOnWithoutASeamWhenALoopOfWholeBarsWraps() {
    HostSong begun = told(at(1, true, 0, 4 * BAR, Meter.COMMON, 4 * BAR, 4 * BAR, 6 * BAR));
    long ahead = begun.tick() + 2 * BAR + 50;
    assertThat(song.of(ahead).loops()).isTrue();
    assertThat(songTick(ahead)).as("not yet seen to wrap").isEqualTo(6 * BAR + 50);
    HostSong wrapped = told(at(2, true, 4.01, 4 * BAR + 202, Meter.COMMON, 4 * BAR, 4 * BAR, 6 * BAR));
    assertThat(wrapped.move()).isEqualTo(Move.GOES_ON);
    assertThat(wrapped.tick()).isEqualTo(begun.tick() + 2 * BAR + 202);
    assertThat(songTick(ahead)).isEqualTo(4 * BAR + 50);
    assertThat(song.of(ahead).epoch()).isEqualTo(2);
    assertThat(song.of(begun.tick() + 2 * BAR - 1).epoch()).isEqualTo(1);
  }

  @Test
  void shouldBeginAnewWhenALoopOfBrokenBarsWraps() {
    told(at(1, true, 0, 0, Meter.COMMON, 0, 0, 3 * QUARTER));
    assertThat(told(at(2, true, 1.5, 0, Meter.COMMON, 0, 0, 3 * QUARTER)).move()).isEqualTo(Move.BEGINS);
  }

  @Test
  void shouldLeaveMusicOfTheEnginesOwnAloneWhileTheHostStands() {
    HostTransport standing = at(1, false, 0, 0, Meter.COMMON, 0, 0, 0);
    HostSong stands = told(standing);
    assertThat(stands.move()).isEqualTo(Move.STANDS);
    assertThat(song.of(stands.tick()).inSong()).isFalse();
    assertThat(song.told(at(1, false, 9, 0, Meter.COMMON, 0, 0, BAR), 0, reached, true)).isNull();
    assertThat(song.told(at(2, false, 10, BAR, Meter.COMMON, BAR, 0, BAR), 0, reached, true)).isNotNull();
  }

  /** A host that does what it likes: no tick comes twice, and each lies where and in the epoch that the host was. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldNeverUseATickTwice(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Meter> meters = List.of(Meter.COMMON, new Meter(7, 8), new Meter(3, 4), new Meter(5, 16));
    long last = -1;
    for (int epoch = 1; epoch < 200; epoch++) {
      Meter meter = meters.get(random.nextInt(meters.size()));
      long barTick = random.nextLong(-20, 2_000) * QUARTER / 2;
      long tick = barTick + random.nextLong(meter.barTicks());
      boolean rolls = random.nextInt(4) > 0;
      HostSong now = told(at(epoch, rolls, epoch, tick, meter, barTick, 0, 0));
      assertThat(now.barTick()).as("seed %d, epoch %d", seed, epoch).isGreaterThan(last);
      if (rolls) {
        assertThat(songTick(now.tick())).as("seed %d, epoch %d", seed, epoch).isEqualTo(tick);
      }
      assertThat(song.of(now.tick()).epoch()).isEqualTo(epoch);
      last = now.tick();
    }
  }
}
