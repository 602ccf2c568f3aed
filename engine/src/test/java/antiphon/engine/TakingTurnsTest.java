package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.generate.Preset;
import antiphon.generate.TestPresets;
import antiphon.midi.MidiMessage;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.take.TakenNote;
import antiphon.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How player and companion take turns. */
class TakingTurnsTest extends VirtualDuet {
  @Test
  void shouldTradeInTurnsThatThePlayerKeepsToTheLastBeat() {
    Preset preset = TestPresets.melody().withBars(2, 2);
    engine(settings(preset, Mode.TRADE));
    engine.start(0);
    play(0, barStart(2));
    // The second turn is the player's even if it begins with silence.
    runToTick(barStart(5));
    play(barStart(5), barStart(6));
    runToTick(barStart(8) + 1);
    finish();
    assertThat(story).containsExactly("2 MODEL", "3 MODEL", "6 MODEL", "7 MODEL");
    assertThat(companion()).allMatch(n -> n.onset() / (8L * Q) % 2 == 0 ? n.onset() % (16L * Q) >= 8L * Q : true);
    assertThat(engine.conversation().orElseThrow().bar(1).line()).startsWith("[V:1]G2 A2 B2 c");
    assertPageReads();
  }

  @Test
  void shouldGoOnWhenThePlayerStopsAndUntilThePlayerPlaysAgain() {
    EngineSettings settings = settings(TestPresets.melody(), Mode.CONTINUE);
    engine(settings.withControls(settings.controls().with(Control.LISTEN_BARS, 0).with(Control.ANSWER_BARS, 0)));
    engine.start(0);
    // Stops in the middle of bar 2; the answer begins with bar 3.
    play(0, barStart(2) + 2L * Q);
    runToTick(barStart(8) + Q / 2);
    play(barStart(8) + Q, barStart(9));
    runToTick(barStart(9) + 100);
    List<TakenNote> notes = companion();
    finish();
    assertThat(story).startsWith("3 MODEL", "4 MODEL", "5 MODEL", "6 MODEL", "7 MODEL");
    assertThat(notes).allMatch(n -> n.onset() >= barStart(3) && n.onset() < barStart(8) + 2L * Q + Q / 4);
    assertPageReads();
  }

  @Test
  void shouldBelongAPickUpToThePhrase() {
    engine(settings(TestPresets.melody(), Mode.TRADE));
    engine.start(0);
    play(0, barStart(2));
    runToTick(barStart(4) - Q);
    Player.note(engine.input(), true, 79, clock.nanoTime());
    runToTick(barStart(4) - Q / 2);
    Player.note(engine.input(), false, 79, clock.nanoTime());
    play(barStart(4), barStart(6));
    runToTick(barStart(8) + 1);
    finish();
    assertThat(engine.conversation().orElseThrow().bar(3).line()).contains("g");
    assertThat(engine.conversation().orElseThrow().size()).isEqualTo(8);
    assertPageReads();
  }

  @Test
  void shouldWriteOtherwiseWhenAskedToAndGoBack() {
    List<String> heard = new ArrayList<>();
    for (int times : new int[] {0, 1, 2}) {
      VirtualClock own = new VirtualClock();
      VirtualEngine other = new VirtualEngine(
          settings(TestPresets.melody(), Mode.CONTINUE), decoder, own, new Player(), EngineListener.NONE);
      other.start(0);
      other.input().onMessage(MidiMessage.noteOn(0, 60, 80), 0);
      other.runTo(3_900_000_000L);
      other.input().onMessage(MidiMessage.noteOff(0, 60), own.nanoTime());
      other.runTo(4_600_000_000L);
      if (times > 0) {
        other.control(Control.REGENERATE, 1);
      }
      if (times > 1) {
        other.control(Control.UNDO, 1);
      }
      other.runTo(8_000_000_000L);
      other.stop();
      heard.add(other.notes().stream().filter(TakenNote::companion).toList().toString());
    }
    assertThat(heard.get(1)).isNotEqualTo(heard.getFirst());
    assertThat(heard.get(2)).isEqualTo(heard.getFirst());
  }

  @Test
  void shouldSendEarlierWhatTakesTimeOnItsWay() {
    List<List<Long>> sent = new ArrayList<>();
    for (long latencyNs : new long[] {0, 30_000_000}) {
      VirtualClock own = new VirtualClock();
      List<Long> times = new ArrayList<>();
      Player timed = new Player() {
        @Override
        public synchronized void send(int message, long dueNs) {
          times.add(own.nanoTime());
          assertThat(dueNs).as("due on the port's clock").isEqualTo(own.nanoTime());
        }
      };
      VirtualEngine other =
          new VirtualEngine(settings(TestPresets.melody(), Mode.CONTINUE), decoder, own, timed, EngineListener.NONE);
      other.latency(latencyNs);
      other.start(100_000_000);
      other.runTo(100_000_000);
      Player.note(other.input(), true, 60, own.nanoTime());
      other.runTo(3_000_000_000L);
      Player.note(other.input(), false, 60, own.nanoTime());
      other.runTo(7_900_000_000L);
      sent.add(times);
    }
    assertThat(sent.getFirst()).isNotEmpty();
    assertThat(sent.get(1)).hasSameSizeAs(sent.getFirst());
    for (int i = 0; i < sent.getFirst().size(); i++) {
      assertThat(sent.getFirst().get(i) - sent.get(1).get(i)).as("message %d", i).isBetween(29_900_000L, 30_100_000L);
    }
  }

  @Test
  void shouldForgetWhatItHeardOncePhrasesAreAnswered() {
    engine(settings(TestPresets.melody(), Mode.CONTINUE));
    engine.start(0);
    for (long round = 0; round < 8; round++) {
      play(barStart(4 * round), barStart(4 * round + 2));
      runToTick(barStart(4 * round + 4));
      assertThat(engine.remembered()).as("round %d", round).isLessThanOrEqualTo(16);
    }
    finish();
  }

  @Test
  void shouldNotAnswerItself() {
    // Everything that goes out comes back in, as over a cable.
    VirtualEngine[] looped = new VirtualEngine[1];
    Player echo = new Player() {
      @Override
      public synchronized void send(int message) {
        super.send(message);
        looped[0].input().onMessage(message, clock.nanoTime());
      }
    };
    looped[0] = new VirtualEngine(settings(TestPresets.melody(), Mode.CONTINUE), decoder, clock, echo, listener);
    engine = looped[0];
    engine.start(0);
    play(0, barStart(2));
    runToTick(barStart(12));
    finish();
    assertThat(story).containsExactly("2 MODEL", "3 MODEL");
    assertThat(engine.figures().echoes()).isPositive();
    assertThat(echo.balanced()).isTrue();
  }

  @Test
  void shouldChangeItsModeWhileItPlays() {
    engine.start(0);
    play(0, barStart(3));
    engine.control(Control.MODE, Mode.TRADE.ordinal());
    play(barStart(3), barStart(5));
    runToTick(barStart(7));
    engine.control(Control.MODE, Mode.ACCOMPANY.ordinal());
    play(barStart(7), barStart(9));
    engine.control(Control.MODE, Mode.THRU.ordinal());
    play(barStart(10), barStart(12));
    finish();
    // What was committed, and the beat in hand, sounds all the same.
    assertThat(companion()).anyMatch(n -> n.onset() > barStart(8)).allMatch(n -> n.onset() < barStart(9) + 2L * Q);
  }
}
