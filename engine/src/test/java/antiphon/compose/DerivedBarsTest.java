package antiphon.compose;

import static antiphon.compose.Scene.BAR;
import static antiphon.compose.Scene.Q;
import static antiphon.compose.Scene.note;
import static org.assertj.core.api.Assertions.assertThat;

import antiphon.generate.BarNote;
import antiphon.generate.Conversation;
import antiphon.generate.TestPresets;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Meter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DerivedBarsTest {
  private static final Bar FIRST = Bar.plain(0, Meter.COMMON, Key.C);
  private static final List<List<Note>> CHORDS = Scene.voices(
      List.of(), List.of(new Note(0, 2L * Q, 64), new Note(2L * Q, 2L * Q, 65)), List.of(new Note(0, BAR, 48)));

  @Test
  void shouldEndWhatWasPlannedWhereTheCompanionFallsSilent() {
    try (Decoder decoder = TestPresets.randomDecoder()) {
      Conversation conversation = new Conversation(decoder, Scene.ALONG, Key.C, Meter.COMMON, Optional.empty());
      conversation.add(conversation.write(FIRST, CHORDS, List.of(), Origin.MODEL));
      WrittenBar planned = Scene.written(List.of(note(0, 1, 64), note(1, 2, 65), note(3, 1, 67)), List.of(note(0, 4, 48)));
      BarState state = Scene.state(Scene.cue(Scene.usual(), BAR, 1, 2, BAR + 2L * Q), 0, List.of(), null, planned);
      WrittenBar stopped = DerivedBars.stopped(conversation, state);
      assertThat(stopped.notes().get(1)).containsExactly(note(0, 1, 64), note(1, 1, 65));
      assertThat(stopped.notes().get(2)).containsExactly(note(0, 2, 48));
      BarState later = Scene.state(
          Scene.cue(Scene.usual(), BAR, 1, 2, BAR + 2L * Q), 3L * Q, List.of(), Scene.sounded(planned, 3L * Q), planned);
      assertThat(DerivedBars.stopped(conversation, later).notes().get(2)).as("what is sealed stays").containsExactly(note(0, 3, 48));
    }
  }

  @Test
  void shouldPlayTheCompanionsLastBarAgainWithoutWhatTiesItToOthers() {
    try (Decoder decoder = TestPresets.randomDecoder()) {
      Conversation conversation = new Conversation(decoder, Scene.ALONG, Key.C, Meter.COMMON, Optional.empty());
      BarState state = Scene.state(Scene.cue(Scene.usual()), 0, List.of(), null, null);
      conversation.add(conversation.write(FIRST, CHORDS, List.of(), Origin.HEARD));
      assertThat(DerivedBars.held(conversation, state)).as("the player's bars are none of it").isNull();
      conversation.rewind(0);
      List<List<Note>> tied = Scene.voices(List.of(), List.of(new Note(0, BAR + 1, 64)), List.of());
      conversation.add(conversation.write(FIRST, tied, List.of(), Origin.MODEL));
      WrittenBar held = DerivedBars.held(conversation, state);
      assertThat(held).isNotNull();
      assertThat(held.origin()).isEqualTo(Origin.HELD);
      assertThat(held.notes().get(1)).containsExactly(new BarNote(0, BAR, 64, false, false));
    }
  }
}
