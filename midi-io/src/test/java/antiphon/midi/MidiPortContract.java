package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every kind of port keeps to; a kind's own test says how its other end plays and hears. */
@Timeout(20)
abstract class MidiPortContract {
  static final int ON = MidiMessage.noteOn(0, 60, 100);
  static final int OFF = MidiMessage.noteOff(0, 60);
  private static final List<Integer> SOME =
      List.of(ON, MidiMessage.programChange(3, 9), MidiMessage.CLOCK, MidiMessage.songPosition(300), OFF);

  final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  /** Opens the input under test. */
  abstract MidiIn openIn(MidiListener listener);

  /** Opens the output under test. */
  abstract MidiOut openOut() throws Exception;

  /** The input's other end plays. */
  abstract void play(int message) throws Exception;

  /** The next message that the output's other end heard; waits for it if it must. */
  abstract String received() throws Exception;

  /** Closes a port, while its other end does whatever it does. */
  void close(Runnable closing) {
    closing.run();
  }

  @Test
  void shouldHearAllThatIsPlayedInOrder() throws Exception {
    MidiIn in = openIn(hear());
    for (int message : SOME) {
      play(message);
    }
    for (int message : SOME) {
      assertThat(next()).startsWith(MidiMessage.toString(message) + " at ");
    }
    assertThat(in.faults()).isZero();
  }

  @Test
  void shouldSendAllInOrder() throws Exception {
    MidiOut out = openOut();
    SOME.forEach(out::send);
    for (int message : SOME) {
      assertThat(received()).isEqualTo(MidiMessage.toString(message));
    }
    assertThat(out.lost()).isZero();
  }

  @Test
  void shouldCountAListenersFailureAndGoOn() throws Exception {
    MidiListener hear = hear();
    MidiIn in = openIn((message, timeNs) -> {
      hear.onMessage(message, timeNs);
      if (message == ON) {
        throw new IllegalStateException("on purpose");
      }
    });
    play(ON);
    play(OFF);
    assertThat(next()).startsWith("note-on");
    assertThat(next()).startsWith("note-off");
    assertThat(in.faults()).isEqualTo(1);
  }

  @Test
  void shouldLetGoOfHeldKeysOnCloseAndHearNoMore() throws Exception {
    MidiIn in = openIn(hear());
    play(ON);
    assertThat(next()).startsWith("note-on");

    close(in::close);
    close(in::close);

    assertThat(next()).startsWith("note-off ch 1 C4");
    assertThat(heard).isEmpty();
  }

  @Test
  void shouldEndWhatSoundsOnCloseAndLoseWhatComesLater() throws Exception {
    MidiOut out = openOut();
    out.send(ON);
    out.send(MidiMessage.noteOn(0, 64, 100));
    out.send(OFF);

    close(out::close);
    close(out::close);
    out.send(ON);

    assertThat(List.of(received(), received(), received(), received()))
        .containsExactly(
            "note-on ch 1 C4 (60) velocity 100", "note-on ch 1 E4 (64) velocity 100", "note-off ch 1 C4 (60)",
            "note-off ch 1 E4 (64)");
    assertThat(out.lost()).isEqualTo(1);
  }

  final MidiListener hear() {
    return (message, timeNs) -> heard.add(MidiMessage.toString(message) + " at " + timeNs);
  }

  /** The next message that the listener heard; waits for it if it must. */
  final String next() throws InterruptedException {
    return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
  }

  /** What the output's other end hears up to the next clock. */
  final List<String> receivedToClock() throws Exception {
    List<String> all = new ArrayList<>();
    for (String one = received(); !one.equals("clock"); one = received()) {
      all.add(one);
    }
    return all;
  }
}
