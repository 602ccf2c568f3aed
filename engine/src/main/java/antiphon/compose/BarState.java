package antiphon.compose;

import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.follow.Expected;
import antiphon.follow.HarmonyPlan;
import antiphon.generate.BarNote;
import antiphon.generate.BarNotes;
import antiphon.generate.Preset;
import antiphon.generate.WrittenBar;
import antiphon.pipeline.Cue;
import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bar that the companion plays in, as things stand. [compose]
 *
 * @param cue what is known
 * @param preset by which it plays
 * @param number of the bar in the transport
 * @param place of the bar on the page
 * @param cut ticks from the bar's start before which nothing can be changed
 * @param player for each voice of the preset what was heard of the player, in ticks of the page
 * @param heardTo ticks from the bar's start up to which the player was heard
 * @param sounded what of the companion is sealed, if anything is
 * @param planned what was planned before, if anything was
 */
public record BarState(
    Cue cue, Preset preset, long number, Bar place, long cut, List<List<Note>> player, long heardTo,
    @Nullable SoundedBar sounded, @Nullable WrittenBar planned) {
  /** The controls as they are now. */
  Controls controls() {
    return cue.controls();
  }

  /** Ticks from the bar's start up to which it is sealed. */
  public long sealedTo() {
    return sounded == null ? 0 : sounded.sealedTo();
  }

  /** Ticks from the bar's start at which the companion falls silent; the bar's length if it does not. */
  long stop() {
    long start = cue.position().timeline().barStart(number);
    return cue.stop() == Cue.OPEN ? place.length() : Math.clamp(cue.stop() - start, 0, place.length());
  }

  /** Whether one voice, from 0, is muted. */
  boolean muted(int voice) {
    return muted(cue.controls(), voice);
  }

  /** Whether one voice, from 0, is muted; where all are, they are at the gate, and what is written waits. */
  static boolean muted(Controls controls, int voice) {
    return !controls.on(Control.MUTE) && controls.value(Control.MUTE, voice + 1) >= 0.5;
  }

  /** What of a voice cannot be changed any more: heard, sealed, or about to be; in ticks of the page. */
  List<Note> fixed(int voice) {
    return preset.voices().get(voice).plays() ? companion(voice, cut) : player.get(voice);
  }

  /** A voice of the companion as it is sealed, and from there as it was planned; in ticks of the page. */
  List<Note> asPlanned(int voice) {
    return companion(voice, Long.MAX_VALUE);
  }

  /** What is sealed of a voice, and what is planned from there up to {@code end}, in ticks from the bar's start. */
  private List<Note> companion(int voice, long end) {
    List<BarNote> notes = new ArrayList<>();
    if (sounded != null) {
      notes.addAll(sounded.notes().get(voice));
    }
    if (planned != null) {
      planned.notes().get(voice).stream().filter(n -> n.onset() >= sealedTo() && n.onset() < end).forEach(notes::add);
    }
    return BarNotes.written(place, notes);
  }

  /** What is expected of the bar where no chart names its harmony; what cannot be changed is left out. */
  List<Expected> expectedHarmony() {
    HarmonyPlan plan = cue.harmony();
    long start = cue.position().timeline().barStart(number);
    return plan == null || !cue.together() ? List.of()
        : plan.expected(start, start + place.length()).stream().filter(part -> part.onset() >= cut).toList();
  }

  /** Whether the player played what was expected, as far as was heard. */
  boolean playedAs(List<List<BarNote>> expected) {
    List<Integer> hearing = preset.hearing();
    for (int i = 0; i < Math.min(hearing.size(), expected.size()) && cue.together(); i++) {
      List<BarNote> awaited = expected.get(i).stream().filter(n -> n.onset() < heardTo && !n.heldFrom()).toList();
      List<BarNote> played = player.get(hearing.get(i)).stream()
          .map(n -> new BarNote(n.onset() - place.start(), n.end() - place.start(), n.pitch(), false, false))
          .filter(n -> n.onset() >= 0 && n.onset() < heardTo).toList();
      if (!SameNotes.same(awaited, played)) {
        return false;
      }
    }
    return true;
  }

  /** Whether what is sealed is as {@code written}. */
  @SuppressWarnings("ReferenceEquality") // The very bar that was planned; an equal one is another.
  boolean soundedAs(WrittenBar written) {
    SoundedBar bar = sounded;
    return bar == null || bar.sealedTo() == 0 || bar.whole() == written
        || preset.playing().stream().allMatch(voice -> SameNotes.same(
            written.notes().get(voice).stream().filter(n -> n.onset() < bar.sealedTo()).toList(), bar.notes().get(voice)));
  }
}
