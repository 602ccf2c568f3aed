package antiphon.compose;

import static antiphon.compose.Scene.BAR;
import static antiphon.compose.Scene.Q;
import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.pipeline.Cue;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitHorizonTest {
  private static final long AHEAD_NS = 20_000_000;
  private static final Controls ONE_BEAT = Scene.usual().with(Control.HORIZON, 1);

  @Test
  void shouldLeaveOpenWhatIsNeitherSealedNorAboutToBe() {
    CommitHorizon horizon = new CommitHorizon(AHEAD_NS);
    Cue cue = Scene.cue(ONE_BEAT);
    // On a pulse the next beat is final before what is written on it can be known.
    assertThat(horizon.firstOpen(cue)).isEqualTo(BAR + 2L * Q);
    horizon.sealed(BAR + 3L * Q);
    horizon.sealed(BAR);
    assertThat(horizon.firstOpen(cue)).isEqualTo(BAR + 3L * Q);
    horizon.clear();
    assertThat(horizon.firstOpen(cue)).isEqualTo(BAR + 2L * Q);
  }

  @Test
  void shouldSealAHorizonBeforeItSoundsOnceThatWasHeard() {
    CommitHorizon horizon = new CommitHorizon(AHEAD_NS);
    assertThat(horizon.sealNs(Scene.cue(ONE_BEAT), BAR)).isEqualTo(1_640_000_000L);
    assertThat(horizon.sealNs(Scene.cue(ONE_BEAT.with(Control.HORIZON, 0)), BAR)).isEqualTo(2_000_000_000L - AHEAD_NS);
  }

  @Test
  void shouldWriteToTheEndOfATurnOrBeyondTheHorizon() {
    CommitHorizon horizon = new CommitHorizon(AHEAD_NS);
    assertThat(horizon.end(Scene.cue(ONE_BEAT, BAR, 1, 5, Cue.OPEN))).isEqualTo(5);
    assertThat(horizon.end(Scene.cue(ONE_BEAT))).isEqualTo(3);
    assertThat(horizon.end(Scene.cue(ONE_BEAT.with(Control.HORIZON, 4)))).isEqualTo(5);
  }

  @Test
  void shouldRememberHowBarsSounded() {
    SoundedBars bars = new SoundedBars(3);
    bars.sealed(1, 0, BAR, Scene.plan(Scene.written(List.of(Scene.note(0, 1, 64)), List.of()), 0), Scene.ALONG.playing());
    bars.stale(2);
    SoundedBar first = bars.of(1);
    assertThat(first).isNotNull();
    assertThat(first.line(Scene.PLACE, Scene.ALONG.playing())).isEqualTo("[V:2]E2 z6|\n");
    bars.prune(2);
    assertThat(bars.of(1)).isNull();
    assertThat(bars.of(2)).isNotNull();
    bars.clear();
    assertThat(bars.of(2)).isNull();
  }
}
