package antiphon.compose;

import antiphon.generate.BarNote;
import antiphon.generate.Preset;
import antiphon.generate.WrittenBar;
import antiphon.pipeline.Cue;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.time.Ticks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A bar that the companion plays in, as things stand.
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
  /** Off by less, a note is the same one heard better. */
  private static final long SAME = Ticks.PER_EIGHTH / 4;

  /** Ticks from the bar's start up to which it is sealed. */
  public long sealedTo() {
    return sounded == null ? 0 : sounded.sealedTo();
  }

  /** Ticks from the bar's start at which the companion falls silent; the bar's length if it does not. */
  long stop() {
    long start = cue.position().timeline().barStart(number);
    return cue.stop() == Cue.OPEN ? place.length() : Math.clamp(cue.stop() - start, 0, place.length());
  }

  /** Whether the player played what was expected, as far as was heard. */
  boolean playedAs(List<List<BarNote>> expected) {
    List<Integer> hearing = preset.hearing();
    for (int i = 0; i < Math.min(hearing.size(), expected.size()) && cue.together(); i++) {
      Set<Integer> missing = new HashSet<>();
      List<BarNote> awaited = expected.get(i).stream().filter(n -> n.onset() < heardTo && !n.heldFrom()).toList();
      awaited.forEach(n -> missing.add(place(n.onset(), n.pitch())));
      for (Note note : player.get(hearing.get(i))) {
        long onset = note.onset() - place.start();
        if (onset >= 0 && onset < heardTo && !missing.remove(place(onset, note.pitch()))) {
          return false;
        }
      }
      if (!missing.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static int place(long onset, int pitch) {
    return (int) Math.round(onset / (double) SAME) * 128 + pitch;
  }

  /** Whether what is sealed is as {@code written}. */
  @SuppressWarnings("ReferenceEquality") // The very bar that was planned; an equal one is another.
  boolean soundedAs(WrittenBar written) {
    SoundedBar bar = sounded;
    if (bar == null || bar.sealedTo() == 0 || bar.whole() == written) {
      return true;
    }
    for (int voice : preset.playing()) {
      Set<Integer> missing = new HashSet<>();
      written.notes().get(voice).stream().filter(n -> n.onset() < bar.sealedTo())
          .forEach(n -> missing.add(place(n.onset(), n.pitch())));
      for (BarNote note : bar.notes().get(voice)) {
        if (!missing.remove(place(note.onset(), note.pitch()))) {
          return false;
        }
      }
      if (!missing.isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
