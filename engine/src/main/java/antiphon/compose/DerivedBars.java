package antiphon.compose;

import antiphon.generate.BarNote;
import antiphon.generate.BarNotes;
import antiphon.generate.Conversation;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bars of the companion that come of earlier ones, without the model. Stateless. [compose] */
final class DerivedBars {
  private DerivedBars() {}

  /** What was planned, up to where the companion falls silent. */
  static WrittenBar stopped(Conversation conversation, BarState state) {
    List<List<Note>> voices = silence(state);
    long stop = state.place().start() + Math.max(state.stop(), state.cut());
    for (int voice : state.preset().playing()) {
      List<BarNote> planned = new ArrayList<>(state.planned() == null ? List.of() : state.planned().notes().get(voice));
      if (state.sounded() != null) {
        planned.removeIf(n -> n.onset() < state.sealedTo());
        planned.addAll(state.sounded().notes().get(voice));
      }
      voices.set(voice, cut(BarNotes.written(state.place(), planned), stop));
    }
    return conversation.write(state.place(), voices, List.of(), Origin.MODEL);
  }

  /** The companion's last bar of this length in which it played, once more; null if there is none. */
  static @Nullable WrittenBar held(Conversation conversation, BarState state) {
    for (int index = conversation.size() - 1; index >= 0; index--) {
      WrittenBar earlier = conversation.bar(index);
      boolean sounds = state.preset().playing().stream().anyMatch(v -> !earlier.notes().get(v).isEmpty());
      if (earlier.origin() != Origin.HEARD && sounds && earlier.bar().length() == state.place().length()) {
        return again(conversation, state, earlier);
      }
    }
    return null;
  }

  private static WrittenBar again(Conversation conversation, BarState state, WrittenBar earlier) {
    List<List<Note>> voices = silence(state);
    for (int voice : state.preset().playing()) {
      List<BarNote> notes = earlier.notes().get(voice).stream()
          .map(n -> new BarNote(n.onset(), n.end(), n.pitch(), false, false)).toList();
      voices.set(voice, BarNotes.written(state.place(), notes));
    }
    return conversation.write(state.place(), voices, List.of(), Origin.HELD);
  }

  /** Notes up to a tick: those that begin later are left out, those that go on end there. */
  static List<Note> cut(List<Note> notes, long end) {
    return notes.stream().filter(n -> n.onset() < end)
        .map(n -> n.end() > end ? new Note(n.onset(), end - n.onset(), n.pitch()) : n).toList();
  }

  private static List<List<Note>> silence(BarState state) {
    return new ArrayList<>(Collections.nCopies(state.preset().voices().size(), List.of()));
  }
}
