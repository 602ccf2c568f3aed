package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LoopbackPortTest extends MidiPortContract {
  private long nowNs;
  private final LoopbackPort cable = new LoopbackPort("cable", () -> nowNs);
  private final Queue<String> received = new ArrayDeque<>();

  @Override
  MidiIn openIn(MidiListener listener) {
    return cable.listen(listener);
  }

  @Override
  MidiOut openOut() {
    cable.listen((message, timeNs) -> received.add(MidiMessage.toString(message)));
    return cable;
  }

  @Override
  void play(int message) {
    cable.send(message);
  }

  @Override
  String received() {
    return received.remove();
  }

  @Test
  void shouldDeliverInOrderBeforeSendReturnsStampedByTheClock() {
    MidiIn first = cable.listen(hear("a"));
    cable.listen(hear("b"));
    for (int i = 1; i <= 3; i++) {
      nowNs = i * 1_000;
      cable.send(MidiMessage.noteOn(0, 60 + i, 1));
    }

    assertThat(heard).containsExactly(
        "a 61 on 1000", "b 61 on 1000", "a 62 on 2000", "b 62 on 2000", "a 63 on 3000", "b 63 on 3000");
    assertThat(first.name()).isEqualTo("cable");
    assertThat(cable.lost()).isZero();
  }

  @Test
  void shouldStampALateMessageByWhenItWasDueAndNoneAheadOfItsTime() {
    cable.listen(hear("a"));
    nowNs = 5_000;
    cable.send(MidiMessage.noteOn(0, 60, 1), 4_000);
    cable.send(MidiMessage.noteOn(0, 61, 1), 6_000);
    assertThat(heard).containsExactly("a 60 on 4000", "a 61 on 5000");
  }

  @Test
  void shouldKeepCablesApart() {
    LoopbackPort other = new LoopbackPort("other", () -> 7);
    other.listen(hear("other"));
    cable.listen(hear("cable"));

    other.send(MidiMessage.noteOn(0, 1, 1));

    assertThat(heard).containsExactly("other 1 on 7");
  }

  @Test
  void shouldCountWhatNobodyHears() {
    cable.send(MidiMessage.CLOCK);
    MidiIn in = cable.listen(hear("a"));
    in.close();
    cable.send(MidiMessage.CLOCK);

    assertThat(cable.lost()).isEqualTo(2);
    assertThat(heard).isEmpty();
  }

  @Test
  void shouldEndWhatSoundsWhenEitherEndCloses() {
    MidiIn in = cable.listen(hear("a"));
    cable.listen(hear("b"));
    cable.send(MidiMessage.noteOn(0, 60, 1));
    heard.clear();

    in.close();
    in.close();
    assertThat(heard).containsExactly("a 60 off 0");

    cable.close();
    cable.close();
    assertThat(heard).containsExactly("a 60 off 0", "b 60 off 0");
    cable.send(MidiMessage.noteOn(0, 60, 1));
    assertThat(cable.lost()).isEqualTo(1);
  }

  @Test
  void shouldNotLetAListenersFailureReachTheSender() {
    MidiIn bad =
        cable.listen(
            (message, timeNs) -> {
              throw new IllegalStateException("on purpose");
            });
    cable.listen(hear("good"));

    cable.send(MidiMessage.noteOn(0, 60, 1));

    assertThat(bad.faults()).isEqualTo(1);
    assertThat(heard).containsExactly("good 60 on 0");
  }

  private MidiListener hear(String who) {
    return (message, timeNs) ->
        heard.add(who + " " + MidiMessage.data1(message) + (MidiMessage.isNoteOn(message) ? " on " : " off ") + timeNs);
  }
}
