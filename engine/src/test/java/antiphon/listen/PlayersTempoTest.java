package antiphon.listen;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PlayersTempoTest {
  private final Transport transport = new Transport(Timeline.of(Meter.COMMON, Tempo.MODERATE));
  private final PlayersTempo tempo = new PlayersTempo(transport);
  private final SplittableRandom random = new SplittableRandom(4);

  /** Quarters at {@code periodNs} with 8 ms of spread; starts the music when told to. */
  private long play(long fromNs, int notes, long periodNs) {
    long at = fromNs;
    for (int i = 0; i < notes; i++, at += periodNs) {
      long struck = at + Math.round(random.nextDouble(-8e6, 8e6));
      Optional<Tempo> heard = tempo.onset(struck);
      if (heard.isPresent() && !transport.position().rolling()) {
        transport.tempo(struck, heard.get());
        transport.start(struck, 0);
      }
    }
    return at;
  }

  private double quartersPerMinute() {
    return transport.position().timeline().tempoAt(0).quartersPerMinute();
  }

  @Test
  void shouldBeginOnTheBeatWithTheTempoThatIsPlayed() {
    play(0, 8, 700_000_000L);
    assertThat(transport.position().rolling()).isTrue();
    assertThat(quartersPerMinute()).isCloseTo(60e9 / 700e6, Offset.offset(4.0));
  }

  @Test
  void shouldGoWithThePlayerAndStayOnTheBeat() {
    long at = play(0, 12, 700_000_000L);
    at = play(at, 40, 640_000_000L);
    assertThat(quartersPerMinute()).isCloseTo(60e9 / 640e6, Offset.offset(4.0));
    long tick = transport.position().tickAt(at);
    double off = Math.IEEEremainder(tick, Ticks.PER_QUARTER) / Ticks.PER_QUARTER;
    assertThat(Math.abs(off)).as("beats off the beat").isLessThan(0.15);
  }

  @Test
  void shouldNotBeginWithoutABeat() {
    long at = 0;
    for (int i = 0; i < 4; i++, at += random.nextLong(200_000_000L, 2_000_000_000L)) {
      assertThat(tempo.onset(at)).isEmpty();
    }
  }
}
