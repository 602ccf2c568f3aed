package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.generate.Preset;
import antiphon.generate.TestPresets;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.HeardBar;
import antiphon.take.TakenNote;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer that leaves long before it sounds is still one to the whole phrase. */
class LastNotesTest {
  private static final int LAST = 74;

  private record Played(List<String> heard, List<Long> answered, boolean balanced) {}

  /** A bar of quarters whose last sixteenth is a note of its own, then its answer. */
  private static Played play(long latencyNs) {
    Preset preset = TestPresets.melody().withBars(1, 1).withTime(TestPresets.melody().meter(), Tempo.ofQuartersPerMinute(100));
    VirtualClock clock = new VirtualClock();
    Player player = new Player();
    List<String> heard = new ArrayList<>();
    EngineListener listener = new EngineListener() {
      @Override
      public void heard(HeardBar bar, String line, boolean complete) {
        if (bar.number() == 0 && complete) {
          heard.add(line.strip());
        }
      }
    };
    try (Decoder decoder = TestPresets.randomDecoder()) {
      VirtualEngine engine = new VirtualEngine(new EngineSettings(preset, 7, false, 1), decoder, clock, player, listener);
      engine.latency(latencyNs);
      long startNs = 1_000_000_000;
      engine.start(startNs);
      Timeline timeline = Timeline.of(preset.meter(), preset.tempo());
      long bar = timeline.barStart(1);
      for (long tick = 0; tick < bar; tick += Ticks.PER_QUARTER) {
        note(engine, clock, startNs + timeline.nanosAt(tick), 60, startNs + timeline.nanosAt(tick + Ticks.PER_QUARTER / 2));
      }
      note(engine, clock, startNs + timeline.nanosAt(bar - Ticks.PER_QUARTER / 4), LAST, startNs + timeline.nanosAt(bar) - 20_000_000);
      engine.runTo(startNs + timeline.nanosAt(timeline.barStart(2)) + 1_000_000);
      engine.stop();
      List<Long> answered = engine.notes().stream().filter(TakenNote::companion).map(TakenNote::onset).toList();
      return new Played(heard, answered, player.balanced());
    }
  }

  private static void note(VirtualEngine engine, VirtualClock clock, long onNs, int pitch, long offNs) {
    engine.runTo(onNs);
    Player.note(engine.input(), true, pitch, clock.nanoTime());
    engine.runTo(offNs);
    Player.note(engine.input(), false, pitch, clock.nanoTime());
  }

  @Test
  void shouldAnswerTheLastNotesToo() {
    Played atOnce = play(0);
    assertThat(atOnce.heard()).as("a phrase that was heard in time is heard once").hasSize(1);
    assertThat(atOnce.heard().getFirst()).contains("d");

    Played ahead = play(200_000_000);
    assertThat(ahead.heard()).hasSize(2);
    assertThat(ahead.heard().getFirst()).as("at the bar line the last note is still on its way").doesNotContain("d");
    assertThat(ahead.heard().getLast()).as("on the next beat").isEqualTo(atOnce.heard().getFirst());
    assertThat(ahead.answered()).isNotEmpty();
    assertThat(ahead.balanced()).isTrue();
  }
}
