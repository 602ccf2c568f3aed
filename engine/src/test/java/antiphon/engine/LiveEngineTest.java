package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.generate.Preset;
import antiphon.generate.TestPresets;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.replay.ReplayEngine;
import antiphon.replay.Replayed;
import antiphon.take.Take;
import antiphon.take.TakeLog;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LiveEngineTest {
  private final Preset preset =
      TestPresets.melody().withTime(new Meter(2, 4), Tempo.ofQuartersPerMinute(180));

  private final SteppedClock clock = new SteppedClock();

  private void playTwoBars(LiveEngine engine, long startNs, long quarterNs) {
    for (int i = 0; i < 4; i++) {
      clock.runTo(engine, startNs + i * quarterNs);
      Player.note(engine.input(), true, 60 + 2 * i, clock.nanoTime());
      clock.runTo(engine, startNs + i * quarterNs + quarterNs / 2);
      Player.note(engine.input(), false, 60 + 2 * i, clock.nanoTime());
    }
  }

  /** Lets the companion have its two bars, and a little more. */
  private void listenToTwoBars(LiveEngine engine, long startNs, long quarterNs) {
    clock.runTo(engine, startNs + 9 * quarterNs);
  }

  @Test
  void shouldAnswerAndEndEveryNote() {
    AtomicInteger answered = new AtomicInteger();
    EngineListener listener = new EngineListener() {
      @Override
      public void answered(int answers) {
        answered.set(answers);
      }
    };
    Player player = new Player();
    try (Decoder decoder = TestPresets.randomDecoder()) {
      decoder.warmUp();
      LiveEngine engine =
          new LiveEngine(new EngineSettings(preset, 1, false, 1), decoder, clock, player, listener);
      long startNs = clock.nanoTime() + 50_000_000;
      engine.start(startNs);
      playTwoBars(engine, startNs, preset.tempo().nanosPerQuarter());
      listenToTwoBars(engine, startNs, preset.tempo().nanosPerQuarter());
      engine.close();
      assertThat(answered).hasValue(1);
      EngineFigures figures = engine.figures();
      assertThat(figures.playedBars().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
      assertThat(figures.sounding()).isZero();
      assertThat(engine.faults().all()).isEmpty();
      assertThat(player.balanced()).isTrue();
      assertThat(engine.notes().stream().filter(n -> !n.companion())).hasSize(4);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldBeReplayedBitForBitAlsoIfTheModelFailed(boolean fails, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("take.antiphon");
    EngineSettings settings = new EngineSettings(TestPresets.trio().withTime(new Meter(2, 4), Tempo.ofQuartersPerMinute(180)), 1, false, 0);
    EngineSettings along = settings.withControls(settings.controls().with(Control.MODE, Mode.ACCOMPANY.ordinal()));
    Player player = new Player();
    AtomicBoolean failing = new AtomicBoolean();
    LiveEngine engine;
    try (Decoder decoder = TestPresets.randomDecoder(); TakeLog log = TakeLog.begin(file, along, RandomSession.ORIGIN)) {
      engine = new LiveEngine(along, FailingDecoder.of(decoder, failing::get), clock, EngineOutputs.of(player), EngineListener.NONE, log);
      long startNs = clock.nanoTime() + 50_000_000;
      engine.start(startNs);
      for (int round = 0; round < 5; round++) {
        playTwoBars(engine, startNs + round * 4 * preset.tempo().nanosPerQuarter(), preset.tempo().nanosPerQuarter());
        // Comes back by itself in the last round.
        failing.set(fails && round == 2);
        engine.control(Control.DENSITY, 2, round / 5.0);
      }
      engine.close();
      assertThat(log.lost()).isZero();
      assertThat(log.problem()).isEmpty();
    }
    assertThat(engine.figures().failures() > 0).isEqualTo(fails);
    Take take = Take.read(file);
    assertThat(take.shortness()).isEmpty();
    try (Decoder again = TestPresets.randomDecoder()) {
      Replayed replayed = ReplayEngine.replay(take, Optional.of(again));
      assertThat(replayed.difference()).isEmpty();
      assertThat(replayed.messages()).isEqualTo(player.received.size()).isGreaterThan(5);
      assertThat(replayed.notes()).isEqualTo(engine.notes());
    }
  }

  @Test
  void shouldGoOnWhenTheModelIsUnloadedLive() {
    AtomicInteger answered = new AtomicInteger();
    EngineListener listener = new EngineListener() {
      @Override
      public void answered(int answers) {
        answered.set(answers);
      }
    };
    Player player = new Player();
    Decoder decoder = TestPresets.randomDecoder();
    // Closed under the engine's hands, as when a model is unloaded live: each use throws from now on.
    LiveEngine engine =
        new LiveEngine(new EngineSettings(preset, 1, false, 1), decoder, clock, player, listener);
    decoder.close();
    long startNs = clock.nanoTime() + 50_000_000;
    engine.start(startNs);
    playTwoBars(engine, startNs, preset.tempo().nanosPerQuarter());
    listenToTwoBars(engine, startNs, preset.tempo().nanosPerQuarter());
    engine.close();
    assertThat(answered).hasValue(1);
    EngineFigures figures = engine.figures();
    assertThat(figures.playedBars().keySet()).isSubsetOf(List.of(Origin.VARIED, Origin.REST));
    assertThat(figures.fallbacks()).isEqualTo(2);
    assertThat(player.balanced()).isTrue();
  }
}
