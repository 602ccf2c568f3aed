package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Mode;
import antiphon.generate.TestPresets;
import antiphon.listen.Hearing;
import antiphon.time.Ticks;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More notes than anybody plays cost the companion nothing, and nobody else anything. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FloodTest extends VirtualDuet {
  private static final long BAR = 4L * Ticks.PER_QUARTER;
  private final SplittableRandom random = new SplittableRandom(3);

  /** Strikes keys at random from the clock's now on. */
  private long flood(int notesASecond, double seconds) {
    long startNs = clock.nanoTime();
    int count = (int) (notesASecond * seconds);
    for (int i = 0; i < count; i++) {
      engine.runTo(startNs + Math.round(i * 1e9 / notesASecond));
      int pitch = random.nextInt(36, 97);
      Player.note(engine.input(), true, pitch, clock.nanoTime());
      Player.note(engine.input(), false, pitch, clock.nanoTime());
    }
    return count;
  }

  @Test
  void shouldPlayOnThroughAFlood() {
    engine(settings(TestPresets.trio(), Mode.ACCOMPANY));
    engine.start(0);
    long sent = flood(5_000, 2);
    long from = engine.transport().position().tickAt(clock.nanoTime());
    play(Math.ceilDiv(from, BAR) * BAR, Math.ceilDiv(from, BAR) * BAR + 6 * BAR);
    for (long bar = 1; bar < 6; bar++) {
      long start = bar * BAR;
      assertThat(companion()).as("bar %d of %s", bar + 1, story)
          .anyMatch(n -> n.onset() >= start && n.onset() < start + BAR);
    }
    EngineFigures figures = engine.figures();
    assertThat(figures.failures()).isZero();
    assertThat(figures.lostInput()).isBetween(sent / 2, sent * 3 / 2);
    assertThat(figures.lostNews()).isZero();
    assertThat(figures.unheard()).isBetween(3_000L, sent - 4L * Hearing.MOST_NOTES_A_BEAT);
    finish();
  }

  /** The last rung needs neither a model nor an earlier bar, nor that what is heard makes a chord. */
  @Test
  void shouldPlayChordsByRuleOverNotesThatMakeNone() {
    engine = new VirtualEngine(
        settings(TestPresets.trio(), Mode.ACCOMPANY), FailingDecoder.of(decoder, () -> true), clock, out, listener);
    engine.start(0);
    for (long tick = 0; tick < 4 * BAR; tick += Q) {
      runToTick(tick);
      for (int pitch = 60; pitch < 72; pitch++) {
        Player.note(engine.input(), true, pitch, clock.nanoTime());
      }
      runToTick(tick + Q / 2);
      for (int pitch = 60; pitch < 72; pitch++) {
        Player.note(engine.input(), false, pitch, clock.nanoTime());
      }
    }
    assertThat(companion()).anyMatch(n -> n.onset() >= 2 * BAR && n.onset() < 3 * BAR);
    assertThat(companion()).anyMatch(n -> n.onset() >= 3 * BAR);
  }
}
