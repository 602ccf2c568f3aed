package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every kind of port keeps to whose other end may go and come back. */
abstract class HotPlugContract extends MidiPortContract {
  final List<String> news = new ArrayList<>();
  final PortListener reporter =
      new PortListener() {
        @Override
        public void lost(PortInfo port) {
          news.add("lost " + port.name());
        }

        @Override
        public void found(PortInfo port) {
          news.add("found " + port.name());
        }
      };

  /** The ports under test, opened with {@link #reporter}. */
  abstract MidiPorts ports();

  /** What is at the other end of the open port goes. */
  abstract void unplug() throws Exception;

  /** It comes back. */
  abstract void plugIn() throws Exception;

  @Test
  void shouldLetGoOfHeldKeysWhenTheOtherEndGoesAndHearItAgainWhenItIsBack() throws Exception {
    MidiIn in = openIn(hear());
    play(ON);
    assertThat(next()).startsWith("note-on");
    lookUntil(0);

    unplug();
    assertThat(lookUntil(1)).isEqualTo(1);
    assertThat(next()).startsWith("note-off ch 1 C4");
    assertThat(ports().doWork()).isZero();
    assertThat(ports().losses()).isEqualTo(1);

    plugIn();
    assertThat(lookUntil(1)).isEqualTo(1);
    play(ON);
    assertThat(next()).startsWith("note-on");
    assertThat(heard).isEmpty();
    assertThat(news).containsExactly("lost " + in.name(), "found " + in.name());
  }

  @Test
  void shouldDropAndCountWhileTheOtherEndIsGoneAndEndWhatItLeftSoundingOnReturn() throws Exception {
    MidiOut out = openOut();
    out.send(ON);
    out.send(MidiMessage.noteOn(5, 72, 100));
    out.send(MidiMessage.noteOff(5, 72));
    out.send(MidiMessage.CLOCK);
    assertThat(receivedToClock()).hasSize(3);

    unplug();
    assertThat(lookUntil(1)).isEqualTo(1);
    out.send(OFF);
    out.send(MidiMessage.noteOn(0, 64, 100));
    assertThat(out.lost()).isEqualTo(2);
    assertThat(ports().doWork()).isZero();

    plugIn();
    assertThat(lookUntil(1)).isEqualTo(1);
    out.send(MidiMessage.CLOCK);
    List<String> after = receivedToClock();
    assertThat(after).contains("control ch 16 123 = 0");
    assertThat(after).filteredOn(text -> text.startsWith("note")).containsExactly("note-off ch 1 C4 (60)");
    assertThat(out.lost()).isEqualTo(2);
    assertThat(news).containsExactly("lost " + out.name(), "found " + out.name());
  }

  /** Looks until at least so many ports were lost or found at once, or the time is over; how many it were. */
  private int lookUntil(int count) {
    int seen = ports().doWork();
    while (seen < count && !Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
      seen = ports().doWork();
    }
    return seen;
  }
}
