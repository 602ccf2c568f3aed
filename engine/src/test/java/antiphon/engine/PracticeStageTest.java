package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.control.Mode;
import antiphon.generate.TestPresets;
import antiphon.harmony.ChordChart;
import antiphon.pipeline.Chorus;
import antiphon.pipeline.EngineSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the player is measured. */
class PracticeStageTest extends VirtualDuet {
  private static final long BAR = 4L * Q;
  /** 25 ms at 120 quarters a minute. */
  private static final int LATE = 504;

  private void over(String chart) {
    engine(settings(TestPresets.trio(), Mode.ACCOMPANY).withChart(ChordChart.parse(chart)));
  }

  private List<String> bars() {
    return choruses.stream().map(chorus -> chorus.from() + "-" + chorus.to()).toList();
  }

  @Test
  void shouldMeasureEachChorusWhenTheBarAfterItIsOver() {
    over("C | C");
    engine.start(0);
    play(0, 3 * BAR);
    assertThat(choruses).as("its last bar may be heard otherwise").isEmpty();
    play(3 * BAR, 6 * BAR, LATE);
    assertThat(bars()).containsExactly("0-2", "2-4");
    Chorus early = choruses.getFirst();
    assertThat(early.notes()).isEqualTo(8);
    assertThat(early.biasMs()).isCloseTo(0, within(0.01));
    assertThat(early.chordTones()).as("c, e, g and c of the scale").isEqualTo(0.5);
    // Half of the second chorus is late.
    assertThat(choruses.getLast().biasMs()).isCloseTo(12.5, within(0.1));
  }

  @Test
  void shouldMeasureWhatIsPlayedUpToAStop() {
    over("C | C | C | C");
    engine.start(0);
    play(0, 3 * BAR);
    engine.stop();
    assertThat(bars()).containsExactly("0-3");
  }

  @Test
  void shouldMeasureEachTimeThroughALoop() {
    over("C | C | C | C");
    engine.loop(1, 3);
    engine.start(0);
    play(0, 3 * BAR);
    runToTick(3 * BAR);
    play(BAR, 3 * BAR, LATE);
    runToTick(3 * BAR);
    play(BAR, 2 * BAR);
    assertThat(bars()).containsExactly("0-3", "1-3");
    assertThat(choruses.getLast().biasMs()).isCloseTo(25, within(0.1));
    assertThat(choruses.getLast().notes()).isEqualTo(8);
  }

  @Test
  void shouldMeasureEightBarsWithoutChangesAndOneKeyOfSeveral() {
    engine.start(0);
    play(0, 10 * BAR);
    assertThat(bars()).containsExactly("0-8");
    assertThat(choruses.getFirst().chordTones()).isNull();
    assertThat(ChordChart.parse("C | F | G7").cycled(5).chorus()).isEqualTo(3);
    assertThat(ChordChart.parse("[A] C | F | [B] G7 | C").cycled(1).chorus()).isEqualTo(4);
    assertThat(ChordChart.parse("[A] C | F | [B] G7 | C").chorus()).isEqualTo(4);
  }

  @Test
  void shouldNotTakeTheKeyThatBeginsTheMusicForOneInTime() {
    EngineSettings settings = settings(TestPresets.trio(), Mode.ACCOMPANY);
    engine(new EngineSettings(settings.preset(), 1, true, 0).withControls(settings.controls()).withChart(ChordChart.parse("C")));
    Player.note(engine.input(), true, SCALE[0], clock.nanoTime());
    runToTick(Q / 2);
    Player.note(engine.input(), false, SCALE[0], clock.nanoTime());
    play(Q, 3 * BAR, LATE);
    assertThat(choruses.getFirst().biasMs()).as("of three keys, not of four").isCloseTo(25, within(0.1));
  }
}
