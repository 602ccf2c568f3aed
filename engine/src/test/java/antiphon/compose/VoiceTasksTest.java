package antiphon.compose;

import static antiphon.compose.Scene.BAR;
import static antiphon.compose.Scene.Q;
import static antiphon.compose.Scene.note;
import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.VoiceLimits;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.generate.BarNote;
import antiphon.generate.VoiceTask;
import antiphon.generate.VoiceTask.Kind;
import antiphon.generate.WrittenBar;
import antiphon.score.Note;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoiceTasksTest {
  private static final List<List<Integer>> NOTHING_HELD = List.of(List.of(), List.of(), List.of());
  private static final List<Note> PLAYED = List.of(new Note(BAR, Q, 72), new Note(BAR + Q, Q, 74));
  private static final WrittenBar PLANNED =
      Scene.written(List.of(note(0, 1, 64), note(1, 1, 65), note(2, 2, 67)), List.of(note(0, 4, 48)));

  private static List<VoiceTask> tasks(BarState state) {
    return new VoiceTasks().of(state, VoiceRanges.of(state), VoiceTasks.heldOver(state, NOTHING_HELD));
  }

  @Test
  void shouldHaveAWholeBarWrittenToWhatIsHeardOfThePlayer() {
    BarState state = new BarState(
        Scene.cue(Scene.usual()), Scene.ALONG, 1, Scene.PLACE, 0, Scene.voices(PLAYED), 2L * Q, null, null);
    assertThat(tasks(state)).containsExactly(VoiceTask.written("c2 d2"), VoiceTask.written("").sounding(), VoiceTask.written("").sounding());
  }

  @Test
  void shouldHaveTheRestWrittenFromWhatIsSealed() {
    BarState state = Scene.state(Scene.cue(Scene.usual()), 2L * Q, PLAYED, Scene.sounded(PLANNED, 2L * Q), PLANNED);
    assertThat(tasks(state)).extracting(VoiceTask::kind).containsExactly(Kind.WRITTEN, Kind.CONTINUED, Kind.CONTINUED);
    assertThat(tasks(state).get(1).text()).isEqualTo("E2 F2");
    assertThat(tasks(state).get(2).text()).as("a note that goes on is there to its end").isEqualTo("C,8");
  }

  @Test
  void shouldLeaveOutAMutedVoiceButForWhatSoundsOfIt() {
    Controls controls = Scene.usual().with(Control.MUTE, 2, 1);
    assertThat(tasks(Scene.state(Scene.cue(controls), 0, List.of(), null, null)).get(1)).isEqualTo(VoiceTask.SILENT);
    VoiceTask begun = tasks(Scene.state(Scene.cue(controls), 2L * Q, List.of(), Scene.sounded(PLANNED, 2L * Q), PLANNED)).get(1);
    assertThat(begun.kind()).isEqualTo(Kind.GIVEN);
    assertThat(begun.text()).isEqualTo("E2 F2 z4");
  }

  @Test
  void shouldGoOnAsPlannedWhereTheGrammarCannotGoOn() {
    // A crowd off every grid cannot be the beginning of a bar in one voice.
    List<BarNote> crowd = List.of(new BarNote(0, 7, 60, false, false), new BarNote(3, 11, 61, false, false));
    WrittenBar odd = Scene.written(crowd, List.of());
    BarState state = Scene.state(Scene.cue(Scene.usual()), Q, List.of(), Scene.sounded(odd, Q), odd);
    assertThat(tasks(state).get(1).kind()).isEqualTo(Kind.GIVEN);
  }

  @Test
  void shouldHoldOverWhatTheDownbeatTookUp() {
    List<List<Integer>> before = List.of(List.of(72), List.of(64, 67), List.of(48));
    BarState open = Scene.state(Scene.cue(Scene.usual()), 0, List.of(), null, null);
    assertThat(VoiceTasks.heldOver(open, before)).containsExactly(List.of(), List.of(64, 67), List.of(48));
    WrittenBar tied = Scene.written(List.of(new BarNote(0, Q, 67, true, false)), List.of());
    BarState begun = Scene.state(Scene.cue(Scene.usual()), Q, List.of(), Scene.sounded(tied, Q), tied);
    assertThat(VoiceTasks.heldOver(begun, before)).containsExactly(List.of(), List.of(67), List.of());
  }

  @Test
  void shouldMoveRangesAsAskedAndWidenThemForWhatIsThere() {
    Controls controls = Scene.usual().with(Control.REGISTER, 2, -12).with(Control.POLYPHONY, 2, 1);
    VoiceLimits own = Scene.ALONG.voices().get(1).limits();
    VoiceLimits moved = VoiceRanges.of(Scene.state(Scene.cue(controls), 0, List.of(), null, null)).get(1);
    assertThat(moved).isEqualTo(new VoiceLimits(own.lowest() - 12, own.highest() - 12, 1));
    WrittenBar high = Scene.written(List.of(note(0, 1, 90), note(0, 1, 93)), List.of());
    VoiceLimits wide = VoiceRanges.of(Scene.state(Scene.cue(controls), Q, List.of(), Scene.sounded(high, Q), high)).get(1);
    assertThat(wide.highest()).isEqualTo(93);
    assertThat(wide.chordNotes()).isGreaterThan(1);
  }
}
