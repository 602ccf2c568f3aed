package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Control;
import antiphon.engine.TroubledDecoder.Trouble;
import antiphon.generate.Preset;
import antiphon.generate.TestPresets;
import antiphon.generate.WrittenBar.Origin;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model that stalls or fails while the music goes on. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ModelTroubleTest {
  private static final long S = 1_000_000_000;

  /** Bars of a third of a second; a bar of the player, a bar of the companion. */
  private final Preset preset =
      TestPresets.melody().withTime(new Meter(2, 4), Tempo.ofQuartersPerMinute(240)).withBars(1, 1);
  private final long barNs = 2 * preset.tempo().nanosPerQuarter();
  private final Player player = new Player();

  private final SteppedClock clock = new SteppedClock();

  /** Plays {@code turns} phrases of one bar from {@code startNs} on; returns when the last answer is over. */
  private long play(LiveEngine engine, long startNs, int turns, Trouble trouble) {
    boolean composing = trouble != Trouble.STALLS;
    long downbeatNs = startNs;
    for (int turn = 0; turn < turns; turn++, downbeatNs += 2 * barNs) {
      for (int i = 0; i < 2; i++) {
        clock.runTo(engine, downbeatNs + i * barNs / 2, composing);
        Player.note(engine.input(), true, 60 + 2 * i + turn % 5, clock.nanoTime());
        clock.runTo(engine, downbeatNs + i * barNs / 2 + barNs / 4, composing);
        Player.note(engine.input(), false, 60 + 2 * i + turn % 5, clock.nanoTime());
      }
    }
    clock.runTo(engine, downbeatNs, composing);
    return downbeatNs;
  }

  private EngineSettings settings() {
    EngineSettings settings = new EngineSettings(preset, 1, false, 0);
    return settings.withControls(settings.controls().with(Control.CANDIDATES, 1));
  }

  private void shouldCoverAndComeBack(Trouble trouble) {
    TroubledDecoder decoder = new TroubledDecoder(TestPresets.randomDecoder());
    try (decoder) {
      LiveEngine engine = new LiveEngine(settings(), decoder, clock, player, EngineListener.NONE);
      long startNs = clock.nanoTime() + S / 5;
      engine.start(startNs);
      long nextNs = play(engine, startNs, 2, Trouble.NONE);
      decoder.trouble(trouble);
      int before = sent();
      nextNs = play(engine, nextNs, 3, trouble);
      assertThat(sent()).as("messages while the model is in trouble").isGreaterThan(before);
      decoder.trouble(Trouble.NONE);
      play(engine, nextNs, 4, Trouble.NONE);
      engine.close();
      EngineFigures figures = engine.figures();
      assertThat(figures.fallbacks()).as("%s", figures).isGreaterThanOrEqualTo(3);
      assertThat(figures.playedBars().getOrDefault(Origin.MODEL, 0)).as("%s", figures).isGreaterThanOrEqualTo(3);
      assertThat(figures.playedBars().values().stream().mapToInt(Integer::intValue).sum()).as("%s", figures).isBetween(8, 9);
      assertThat(figures.failures() > 0).isEqualTo(trouble == Trouble.THROWS);
      assertThat(figures.playedBars().keySet())
          .isSubsetOf(List.of(Origin.MODEL, Origin.EARLIER, Origin.CLOSED, Origin.VARIED, Origin.REST));
      assertThat(figures.sounding()).isZero();
      assertThat(player.balanced()).isTrue();
    }
  }

  private int sent() {
    synchronized (player) {
      return player.received.size();
    }
  }

  @Test
  void shouldCoverAStalledModelUntilItComesBack() {
    shouldCoverAndComeBack(Trouble.STALLS);
  }

  @Test
  void shouldCoverAFailingModelUntilItComesBack() {
    shouldCoverAndComeBack(Trouble.THROWS);
  }

  @Test
  void shouldCloseWhileTheModelIsStuck() {
    TroubledDecoder decoder = new TroubledDecoder(TestPresets.randomDecoder());
    LiveEngine engine = new LiveEngine(settings(), decoder, clock, player, EngineListener.NONE);
    long startNs = clock.nanoTime() + S / 5;
    engine.start(startNs);
    long nextNs = play(engine, startNs, 1, Trouble.NONE);
    decoder.trouble(Trouble.STALLS);
    play(engine, nextNs, 2, Trouble.STALLS);
    // Returns although the model does not.
    engine.close();
    assertThat(engine.figures().sounding()).isZero();
    assertThat(player.balanced()).isTrue();
    // The thread that waits for the model ends with it.
    decoder.trouble(Trouble.THROWS);
    decoder.close();
  }
}
