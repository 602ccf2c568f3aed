package antiphon.compose;

import antiphon.abc.BarWriter;
import antiphon.abc.VoiceLimits;
import antiphon.generate.Beginnings;
import antiphon.generate.VoicePart;
import antiphon.generate.VoiceTask;
import antiphon.patch.Patch;
import antiphon.schedule.PulseGrid;
import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the model has to write of each voice of a bar: nothing, all, or how it goes on from what cannot be changed. Mutable. [compose] */
final class VoiceTasks {
  /** So much of what is heard in a bar goes before what the companion plays to it: half of the room that there is for a bar. */
  private static final int MOST_EXPECTED = 24 * Patch.SIZE;

  private final Beginnings beginnings = new Beginnings();

  /**
   * For each voice its task.
   *
   * @param limits for each voice its range and polyphony
   * @param heldOver for each voice the pitches that its bar before ties over
   */
  List<VoiceTask> of(BarState state, List<VoiceLimits> limits, List<List<Integer>> heldOver) {
    List<VoiceTask> tasks = new ArrayList<>();
    for (int voice = 0; voice < state.preset().voices().size(); voice++) {
      tasks.add(state.preset().voices().get(voice).plays()
          ? companion(state, voice, limits.get(voice), heldOver.get(voice))
          : player(state, voice, limits.get(voice)));
    }
    return tasks;
  }

  /**
   * For each voice what the bar before holds over; where the downbeat is sealed, what of that was taken up.
   *
   * @param before for each voice the pitches that the bar before ties over
   */
  static List<List<Integer>> heldOver(BarState state, List<List<Integer>> before) {
    List<List<Integer>> held = new ArrayList<>(before);
    for (int voice = 0; voice < held.size(); voice++) {
      if (!state.preset().voices().get(voice).plays() || (state.cut() == 0 && state.muted(voice))) {
        held.set(voice, List.of());
      } else if (state.cut() > 0) {
        long start = state.place().start();
        held.set(voice, state.fixed(voice).stream().filter(n -> n.onset() < start).map(Note::pitch).toList());
      }
    }
    return held;
  }

  /** A voice of the companion: what a preset names sounds, even where the player's phrase had one voice only. */
  private VoiceTask companion(BarState state, int voice, VoiceLimits limits, List<Integer> heldOver) {
    if (state.cut() == 0) {
      return state.muted(voice) ? VoiceTask.SILENT : VoiceTask.written("").sounding();
    }
    if (state.muted(voice)) {
      return VoiceTask.given(text(state, state.fixed(voice)));
    }
    // Where the grammar cannot go on from what sounds, the voice goes on as it was planned.
    return beginning(state, voice, limits, heldOver)
        .map(text -> VoiceTask.continued(text).sounding())
        .orElseGet(() -> VoiceTask.given(text(state, state.asPlanned(voice))));
  }

  /** A voice of the player, which comes before those of the companion where both play at once. */
  private VoiceTask player(BarState state, int voice, VoiceLimits limits) {
    VoicePart part = state.preset().voices().get(voice);
    boolean useful = state.cue().together() && part.hears() && voice < state.preset().playing().getLast();
    return useful ? VoiceTask.written(heard(state, voice, limits)) : VoiceTask.SILENT;
  }

  private static String text(BarState state, List<Note> notes) {
    return BarWriter.write(state.place(), notes, List.of());
  }

  /** How a voice of the companion begins: what is sealed, and to its end what of that goes on. */
  private Optional<String> beginning(BarState state, int voice, VoiceLimits limits, List<Integer> heldOver) {
    Bar place = state.place();
    List<Note> fixed = state.fixed(voice);
    long until = state.cut();
    for (Note note : fixed) {
      until = Math.max(until, Math.min(place.length(), note.end() - place.start()));
    }
    return beginnings.text(place, fixed, limits, heldOver, until);
  }

  /** What was heard of the player's voice in this bar; up to an earlier beat where the rhythm is not yet clear. */
  private String heard(BarState state, int voice, VoiceLimits limits) {
    Bar place = state.place();
    List<Note> heard = state.player().get(voice);
    for (long until = state.heardTo(); until > 0; until = PulseGrid.pulseBefore(place.meter(), until)) {
      Optional<String> text = beginnings.text(
          place, DerivedBars.cut(heard, place.start() + until), limits, List.of(), until);
      if (text.isPresent() && text.get().length() <= MOST_EXPECTED) {
        return text.get();
      }
    }
    return "";
  }
}
