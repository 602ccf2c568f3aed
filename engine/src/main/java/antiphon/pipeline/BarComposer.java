package antiphon.pipeline;

import antiphon.abc.VoiceLimits;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.generate.BarNote;
import antiphon.generate.BarNotes;
import antiphon.generate.Beginnings;
import antiphon.generate.Conversation;
import antiphon.generate.Deadline;
import antiphon.generate.LineRequest;
import antiphon.generate.VoicePart;
import antiphon.generate.VoiceTask;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Sampling;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.schedule.PulseGrid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has the model write one bar of the companion, or what is open of it. Mutable. [compose] */
final class BarComposer {
  private static final int MOST_PITCH = 127;

  private final long seed;
  private final Beginnings beginnings = new Beginnings();

  BarComposer(long seed) {
    this.seed = seed;
  }

  /**
   * A bar that begins with what can no longer be changed.
   *
   * @return null if time was up before there was one, or if the grammar cannot go on from what has sounded
   */
  @Nullable WrittenBar write(Conversation conversation, BarState state, Deadline deadline) {
    if (state.stop() < state.place().length()) {
      return stopped(conversation, state);
    }
    if (state.cue().controls().on(Control.HOLD) && state.cut() == 0) {
      WrittenBar held = held(conversation, state);
      if (held != null) {
        return held;
      }
    }
    List<List<Integer>> heldOver = heldOver(conversation, state);
    List<VoiceTask> tasks = tasks(state, heldOver);
    if (tasks == null) {
      return null;
    }
    WrittenBar written = conversation.draft(new LineRequest(
        state.place(), tasks, limits(state), heldOver, List.of(), !ending(state), sampling(state.cue().controls(), state),
        seed(state, 0), deadline));
    boolean useless = written.origin() == Origin.CLOSED && (written.symbols() == 0 || state.planned() != null);
    return useless ? null : written;
  }

  private long seed(BarState state, int candidate) {
    return (seed + 31L * state.cue().variation()) * 0x9E3779B97F4A7C15L + state.number() + 1_000_003L * candidate;
  }

  private static boolean ending(BarState state) {
    return state.number() == state.cue().to() - 1;
  }

  private static Sampling sampling(Controls controls, BarState state) {
    Sampling preset = state.preset().sampling();
    return new Sampling(controls.value(Control.TEMPERATURE), preset.topK(), preset.topP());
  }

  /** Ranges and polyphony as the controls want them, and wide enough for what is there. */
  private static List<VoiceLimits> limits(BarState state) {
    List<VoiceLimits> limits = new ArrayList<>();
    Controls controls = state.cue().controls();
    for (int voice = 0; voice < state.preset().voices().size(); voice++) {
      VoiceLimits own = state.preset().voices().get(voice).limits();
      int shift = (int) controls.value(Control.REGISTER, voice + 1);
      int most = (int) controls.value(Control.POLYPHONY, voice + 1);
      VoiceLimits wanted = new VoiceLimits(
          Math.clamp(own.lowest() + shift, 0, MOST_PITCH), Math.clamp(own.highest() + shift, 0, MOST_PITCH),
          Math.min(own.chordNotes(), most));
      limits.add(Beginnings.around(wanted, there(state, voice)));
    }
    return limits;
  }

  /** What of a voice cannot be changed any more: heard, sealed, or about to be. */
  private static List<Note> there(BarState state, int voice) {
    if (!state.preset().voices().get(voice).plays()) {
      return state.player().get(voice);
    }
    List<BarNote> notes = new ArrayList<>();
    SoundedBar sounded = state.sounded();
    if (sounded != null) {
      notes.addAll(sounded.notes().get(voice));
    }
    WrittenBar planned = state.planned();
    if (planned != null) {
      planned.notes().get(voice).stream()
          .filter(n -> n.onset() >= state.sealedTo() && n.onset() < state.cut()).forEach(notes::add);
    }
    return BarNotes.written(state.place(), notes);
  }

  /** What the bar before holds over; where the downbeat is sealed, what of that was taken up. */
  private static List<List<Integer>> heldOver(Conversation conversation, BarState state) {
    List<List<Integer>> held = new ArrayList<>(conversation.held());
    for (int voice = 0; voice < held.size(); voice++) {
      if (!state.preset().voices().get(voice).plays()) {
        held.set(voice, List.of());
      } else if (state.cut() > 0) {
        long start = state.place().start();
        held.set(voice, there(state, voice).stream().filter(n -> n.onset() < start).map(Note::pitch).toList());
      }
    }
    return held;
  }

  private @Nullable List<VoiceTask> tasks(BarState state, List<List<Integer>> heldOver) {
    List<VoiceTask> tasks = new ArrayList<>();
    List<VoicePart> voices = state.preset().voices();
    int lastPlaying = state.preset().playing().getLast();
    for (int voice = 0; voice < voices.size(); voice++) {
      if (!voices.get(voice).plays()) {
        boolean useful = state.cue().together() && voices.get(voice).hears() && voice < lastPlaying;
        tasks.add(useful ? VoiceTask.written(expected(state, voice)) : VoiceTask.SILENT);
        continue;
      }
      if (state.cut() == 0) {
        tasks.add(state.cue().together() ? VoiceTask.written("") : VoiceTask.OPEN);
        continue;
      }
      Optional<String> beginning = beginning(state, voice, heldOver.get(voice));
      if (beginning.isEmpty()) {
        return null;
      }
      tasks.add(VoiceTask.written(beginning.get()));
    }
    return tasks;
  }

  /** How a voice of the companion begins: what is sealed, and to its end what of that goes on. */
  private Optional<String> beginning(BarState state, int voice, List<Integer> heldOver) {
    Bar place = state.place();
    List<Note> there = there(state, voice);
    long until = state.cut();
    for (Note note : there) {
      until = Math.max(until, Math.min(place.length(), note.end() - place.start()));
    }
    VoiceLimits limits = limits(state).get(voice);
    return beginnings.text(place, there, limits, heldOver, until);
  }

  /** What was heard of the player's voice in this bar; up to an earlier beat where the rhythm is not yet clear. */
  private String expected(BarState state, int voice) {
    Bar place = state.place();
    List<Note> heard = state.player().get(voice);
    VoiceLimits limits = limits(state).get(voice);
    for (long until = state.heardTo(); until > 0; until = PulseGrid.pulseBefore(place.meter(), until)) {
      Optional<String> text = beginnings.text(place, cut(heard, place.start() + until), limits, List.of(), until);
      if (text.isPresent()) {
        return text.get();
      }
    }
    return "";
  }

  private static List<Note> cut(List<Note> notes, long end) {
    return notes.stream().filter(n -> n.onset() < end)
        .map(n -> n.end() > end ? new Note(n.onset(), end - n.onset(), n.pitch()) : n).toList();
  }

  /** What was planned, up to where the companion falls silent. */
  private static WrittenBar stopped(Conversation conversation, BarState state) {
    List<List<Note>> voices = new ArrayList<>(Collections.nCopies(state.preset().voices().size(), List.of()));
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

  /** What the companion played a phrase ago, or in its last bar. */
  private static @Nullable WrittenBar held(Conversation conversation, BarState state) {
    for (int index = conversation.size() - 1; index >= 0; index--) {
      WrittenBar earlier = conversation.bar(index);
      boolean sounds = state.preset().playing().stream().anyMatch(v -> !earlier.notes().get(v).isEmpty());
      if (earlier.origin() != Origin.HEARD && sounds && earlier.bar().length() == state.place().length()) {
        List<List<Note>> voices = new ArrayList<>(Collections.nCopies(state.preset().voices().size(), List.of()));
        for (int voice : state.preset().playing()) {
          List<BarNote> notes = earlier.notes().get(voice).stream()
              .map(n -> new BarNote(n.onset(), n.end(), n.pitch(), false, false)).toList();
          voices.set(voice, BarNotes.written(state.place(), notes));
        }
        return conversation.write(state.place(), voices, List.of(), Origin.HELD);
      }
    }
    return null;
  }
}
