package antiphon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetronomeTest {
  private static final long MS = 1_000_000;

  private final Transport transport = new Transport(Timeline.of(new Meter(7, 8), Tempo.MODERATE));
  private final List<String> log = new ArrayList<>();
  private long nowNs;
  private final List<Long> due = new ArrayList<>();
  private final MidiOut out = new TestOut((message, dueNs) -> {
    due.add(dueNs);
    boolean on = MidiMessage.isNoteOn(message);
    log.add(nowNs / MS + (on ? MidiMessage.data1(message) == 76 ? " tick" : " tock" : " off"));
  });
  private final Metronome metronome = new Metronome(transport, out, 9);

  private void runTo(long ms) {
    for (long next = metronome.doWork(nowNs); next <= ms * MS; next = metronome.doWork(nowNs)) {
      nowNs = Math.max(nowNs, next);
    }
    nowNs = ms * MS;
    metronome.doWork(nowNs);
  }

  private List<String> clicks() {
    return log.stream().filter(l -> !l.endsWith("off")).toList();
  }

  @Test
  void shouldCountInAndClickThePulsesOfTheMeter() {
    metronome.on(true);
    // A bar of 7/8 lasts 1,750 ms; the music begins after one bar of clicks.
    transport.start(1_750 * MS, 0);
    runTo(3_400);
    assertThat(clicks()).hasSize(2 * new Meter(7, 8).pulses().size());
    assertThat(clicks().stream().filter(c -> c.endsWith("tick"))).containsExactly("0 tick", "1750 tick");
    assertThat(log.stream().filter(l -> l.endsWith("off"))).hasSameSizeAs(clicks());
  }

  @Test
  void shouldEndItsClickWhenTheMusicStops() {
    metronome.on(true);
    transport.start(0, 0);
    runTo(10);
    transport.stop(nowNs);
    runTo(11);
    assertThat(log).containsExactly("0 tick", "10 off");
  }

  @Test
  void shouldLeaveOutWhatIsLongOverdue() {
    metronome.on(true);
    transport.start(0, 0);
    runTo(100);
    nowNs = 60_000 * MS;
    metronome.doWork(nowNs);
    assertThat(clicks().size()).isLessThanOrEqualTo(3);
  }

  @Test
  void shouldSayWhenALateClickWasDue() {
    metronome.on(true);
    transport.start(5 * MS, 0);
    metronome.doWork(0);
    nowNs = 12 * MS;
    metronome.doWork(nowNs);
    assertThat(log).endsWith("12 tick");
    assertThat(due.getLast()).isEqualTo(5 * MS);
  }

  @Test
  void shouldBeSilentUntilAskedFor() {
    transport.start(0, 0);
    runTo(5_000);
    assertThat(log).isEmpty();
  }
}
