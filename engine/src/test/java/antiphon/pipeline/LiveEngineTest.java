package antiphon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.generate.Preset;
import antiphon.generate.TestPresets;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.time.Clock;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveEngineTest {
  private final Preset preset =
      TestPresets.melody().withTime(new Meter(2, 4), Tempo.ofQuartersPerMinute(180));

  private static void waitUntil(long timeNs) {
    while (System.nanoTime() < timeNs) {
      LockSupport.parkNanos(Math.max(1, timeNs - System.nanoTime()));
    }
  }

  private static void playTwoBars(LiveEngine engine, long startNs, long quarterNs) {
    for (int i = 0; i < 4; i++) {
      waitUntil(startNs + i * quarterNs);
      Player.note(engine.input(), true, 60 + 2 * i, System.nanoTime());
      waitUntil(startNs + i * quarterNs + quarterNs / 2);
      Player.note(engine.input(), false, 60 + 2 * i, System.nanoTime());
    }
  }

  @Test
  void shouldAnswerInRealTimeAndEndEveryNote() throws InterruptedException {
    CountDownLatch answered = new CountDownLatch(1);
    EngineListener listener = new EngineListener() {
      @Override
      public void answered(int answers) {
        answered.countDown();
      }
    };
    Player player = new Player();
    try (Decoder decoder = TestPresets.randomDecoder()) {
      decoder.warmUp();
      LiveEngine engine =
          new LiveEngine(new EngineSettings(preset, 1, false, 1), decoder, Clock.system(), player, listener);
      long startNs = System.nanoTime() + 50_000_000;
      engine.start(startNs);
      playTwoBars(engine, startNs, preset.tempo().nanosPerQuarter());
      assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
      waitUntil(System.nanoTime() + 900_000_000);
      engine.close();
      EngineFigures figures = engine.figures();
      assertThat(figures.playedBars().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
      assertThat(figures.hanging()).isZero();
      assertThat(engine.faults()).isZero();
      assertThat(player.balanced()).isTrue();
      assertThat(engine.notes().stream().filter(n -> !n.companion())).hasSize(4);
    }
  }

  @Test
  void shouldGoOnWhenTheModelIsUnloadedLive() throws InterruptedException {
    CountDownLatch answered = new CountDownLatch(1);
    EngineListener listener = new EngineListener() {
      @Override
      public void answered(int answers) {
        answered.countDown();
      }
    };
    Player player = new Player();
    Decoder decoder = TestPresets.randomDecoder();
    // Closed under the engine's hands, as when a model is unloaded live: each use throws from now on.
    LiveEngine engine =
        new LiveEngine(new EngineSettings(preset, 1, false, 1), decoder, Clock.system(), player, listener);
    decoder.close();
    long startNs = System.nanoTime() + 50_000_000;
    engine.start(startNs);
    playTwoBars(engine, startNs, preset.tempo().nanosPerQuarter());
    assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
    waitUntil(System.nanoTime() + 900_000_000);
    engine.close();
    EngineFigures figures = engine.figures();
    assertThat(figures.playedBars().keySet()).isSubsetOf(List.of(Origin.VARIED, Origin.REST));
    assertThat(figures.fallbacks()).isEqualTo(2);
    assertThat(player.balanced()).isTrue();
  }
}
