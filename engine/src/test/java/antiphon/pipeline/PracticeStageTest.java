package antiphon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.generate.TestPresets;
import antiphon.harmony.ChordChart;
import antiphon.model.Decoder;
import antiphon.time.Ticks;
import antiphon.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the player is measured, in virtual time, with a model of random weights. */
class PracticeStageTest {
  private static final int Q = Ticks.PER_QUARTER;
  private static final long BAR = 4L * Q;
  private static final int[] TUNE = {60, 64, 67, 64};

  private final Decoder decoder = TestPresets.randomDecoder();
  private final VirtualClock clock = new VirtualClock();
  private final List<Chorus> choruses = new ArrayList<>();
  private VirtualEngine engine = over("C | C");

  @AfterEach
  void unload() {
    decoder.close();
  }

  private VirtualEngine over(String chart) {
    EngineSettings usual = new EngineSettings(TestPresets.trio(), 1, false, 0);
    EngineSettings settings = usual.withControls(usual.controls().with(Control.MODE, Mode.ACCOMPANY.ordinal()).with(Control.CANDIDATES, 1));
    engine = new VirtualEngine(chart.isEmpty() ? settings : settings.withChart(ChordChart.parse(chart)), decoder, clock, new Player(), new EngineListener() {
      @Override
      public void practised(Chorus chorus) {
        choruses.add(chorus);
      }
    });
    return engine;
  }

  private void runToTick(long tick) {
    engine.runTo(engine.transport().position().nanosAt(tick));
  }

  /** A note a beat, each so many ticks late. */
  private void play(long from, long to, int late) {
    for (long tick = from; tick < to; tick += Q) {
      int pitch = TUNE[(int) (tick / Q % TUNE.length)];
      runToTick(tick + late);
      Player.note(engine.input(), true, pitch, clock.nanoTime());
      runToTick(tick + late + Q / 2);
      Player.note(engine.input(), false, pitch, clock.nanoTime());
    }
  }

  private List<String> bars() {
    return choruses.stream().map(chorus -> chorus.from() + "-" + chorus.to()).toList();
  }

  @Test
  void shouldMeasureEachChorusWhenTheBarAfterItIsOver() {
    engine.start(0);
    play(0, 3 * BAR, 0);
    assertThat(choruses).as("its last bar may be heard otherwise").isEmpty();
    play(3 * BAR, 6 * BAR, 504);
    assertThat(bars()).containsExactly("0-2", "2-4");
    Chorus early = choruses.getFirst();
    assertThat(early.notes()).isEqualTo(8);
    assertThat(early.biasMs()).isCloseTo(0, within(0.01));
    assertThat(early.chordTones()).isEqualTo(1);
    // 504 ticks at 120 quarters a minute; half of the second chorus is as late.
    assertThat(choruses.getLast().biasMs()).isCloseTo(12.5, within(0.1));
  }

  @Test
  void shouldMeasureWhatIsPlayedUpToAStop() {
    engine.start(0);
    play(0, 3 * BAR, 0);
    engine.stop();
    assertThat(bars()).containsExactly("0-3");
  }

  @Test
  void shouldMeasureEachTimeThroughALoop() {
    over("C | C | C | C");
    engine.loop(1, 3);
    engine.start(0);
    play(0, 3 * BAR, 0);
    runToTick(3 * BAR);
    play(BAR, 3 * BAR, 504);
    runToTick(3 * BAR);
    play(BAR, 2 * BAR, 0);
    assertThat(bars()).containsExactly("0-3", "1-3");
    assertThat(choruses.getLast().biasMs()).isCloseTo(25, within(0.1));
    assertThat(choruses.getLast().notes()).isEqualTo(8);
  }

  @Test
  void shouldMeasureEightBarsWithoutChangesAndOneKeyOfSeveral() {
    over("");
    engine.start(0);
    play(0, 10 * BAR, 0);
    assertThat(bars()).containsExactly("0-8");
    assertThat(choruses.getFirst().chordTones()).isNull();
    assertThat(ChordChart.parse("C | F | G7").cycled(5).chorus()).isEqualTo(3);
    assertThat(ChordChart.parse("[A] C | F | [B] G7 | C").cycled(1).chorus()).isEqualTo(4);
    assertThat(ChordChart.parse("[A] C | F | [B] G7 | C").chorus()).isEqualTo(4);
  }

  @Test
  void shouldNotTakeTheKeyThatBeginsTheMusicForOneInTime() {
    EngineSettings usual = new EngineSettings(TestPresets.trio(), 1, true, 0);
    EngineSettings settings = usual.withControls(usual.controls().with(Control.MODE, Mode.ACCOMPANY.ordinal()).with(Control.CANDIDATES, 1))
        .withChart(ChordChart.parse("C"));
    engine = new VirtualEngine(settings, decoder, clock, new Player(), new EngineListener() {
      @Override
      public void practised(Chorus chorus) {
        choruses.add(chorus);
      }
    });
    Player.note(engine.input(), true, TUNE[0], clock.nanoTime());
    runToTick(Q / 2);
    Player.note(engine.input(), false, TUNE[0], clock.nanoTime());
    play(Q, 3 * BAR, 504);
    assertThat(choruses.getFirst().biasMs()).as("of three keys, not of four").isCloseTo(25, within(0.1));
  }
}
