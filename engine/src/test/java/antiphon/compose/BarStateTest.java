package antiphon.compose;

import static antiphon.compose.Scene.BAR;
import static antiphon.compose.Scene.Q;
import static antiphon.compose.Scene.note;
import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import antiphon.pipeline.Cue;
import antiphon.score.Note;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarStateTest {
  private static final WrittenBar PLANNED = Scene.written(List.of(note(0, 1, 64), note(1, 1, 65), note(2, 2, 67)), List.of());
  private static final List<Note> PLAYED = List.of(new Note(BAR, Q, 72));

  @Test
  void shouldHoldFixedWhatIsSealedAndWhatWillBe() {
    WrittenBar sealed = Scene.written(List.of(note(0, 1, 60), note(1, 1, 62)), List.of());
    BarState state = Scene.state(Scene.cue(Scene.usual()), 2L * Q, PLAYED, Scene.sounded(sealed, Q), PLANNED);
    assertThat(state.sealedTo()).isEqualTo(Q);
    assertThat(state.fixed(1)).extracting(Note::pitch).containsExactly(60, 65);
    assertThat(state.fixed(1)).extracting(Note::onset).containsExactly(BAR, BAR + Q);
    assertThat(state.asPlanned(1)).extracting(Note::pitch).containsExactly(60, 65, 67);
    assertThat(state.fixed(0)).as("the player's voice").isEqualTo(PLAYED);
  }

  @Test
  void shouldSayWhetherThePlayerPlayedWhatWasExpected() {
    BarState state = Scene.state(Scene.cue(Scene.usual()), 2L * Q, PLAYED, null, null);
    assertThat(state.playedAs(List.of(List.of(note(0, 1, 72), note(3, 1, 74))))).as("later notes are not heard yet").isTrue();
    assertThat(state.playedAs(List.of(List.of(note(0, 1, 72), note(1, 1, 74))))).as("one is missing").isFalse();
    assertThat(state.playedAs(List.of(List.of()))).as("one too many").isFalse();
    assertThat(state.playedAs(List.of(List.of(note(0.05, 1, 72))))).as("heard better").isTrue();
    BarNote held = new BarNote(0, Q, 71, true, false);
    assertThat(state.playedAs(List.of(List.of(note(0, 1, 72), held)))).as("what goes on does not begin").isTrue();
  }

  @Test
  void shouldSayWhetherWhatIsSealedIsAsPlanned() {
    WrittenBar other = Scene.written(List.of(note(0, 1, 64), note(1, 1, 66)), List.of());
    Cue cue = Scene.cue(Scene.usual());
    assertThat(Scene.state(cue, Q, PLAYED, null, PLANNED).soundedAs(PLANNED)).isTrue();
    assertThat(Scene.state(cue, Q, PLAYED, Scene.sounded(PLANNED, 2L * Q), PLANNED).soundedAs(PLANNED)).isTrue();
    assertThat(Scene.state(cue, Q, PLAYED, Scene.sounded(other, Q), PLANNED).soundedAs(PLANNED)).as("the same so far").isTrue();
    assertThat(Scene.state(cue, Q, PLAYED, Scene.sounded(other, 2L * Q), PLANNED).soundedAs(PLANNED)).isFalse();
  }

  @Test
  void shouldTellOneMutedVoiceFromAll() {
    Controls controls = Scene.usual().with(Control.MUTE, 2, 1);
    assertThat(BarState.muted(controls, 1)).isTrue();
    assertThat(BarState.muted(controls, 2)).isFalse();
    assertThat(BarState.muted(controls.with(Control.MUTE, 1), 1)).as("all are muted at the gate").isFalse();
  }

  @Test
  void shouldSayWhereItFallsSilent() {
    Cue cue = Scene.cue(Scene.usual(), BAR, 1, 3, BAR + 3L * Q);
    assertThat(Scene.state(cue, 0, PLAYED, null, null).stop()).isEqualTo(3L * Q);
    assertThat(Scene.state(Scene.cue(Scene.usual()), 0, PLAYED, null, null).stop()).isEqualTo(BAR);
  }
}
