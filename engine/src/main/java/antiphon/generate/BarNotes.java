package antiphon.generate;

import antiphon.abc.Slice;
import antiphon.abc.Tone;
import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Between slices or written notes and what sounds in a bar. Stateless. */
public final class BarNotes {
  private BarNotes() {}

  /**
   * The notes of one voice in one bar.
   *
   * @param held pitches that the bar before ties over
   */
  static List<BarNote> of(Bar bar, List<Slice> slices, List<Integer> held) {
    List<BarNote> notes = new ArrayList<>();
    Map<Integer, BarNote> open = new HashMap<>();
    for (Slice slice : slices) {
      for (Tone tone : slice.tones()) {
        BarNote begun = open.remove(tone.pitch());
        if (begun != null && begun.end() != slice.onset()) {
          notes.add(begun);
          begun = null;
        }
        boolean over = tone.tied() && slice.end() == bar.length();
        BarNote note = begun != null
            ? new BarNote(begun.onset(), slice.end(), begun.pitch(), begun.heldFrom(), over)
            : new BarNote(slice.onset(), slice.end(), tone.pitch(),
                slice.onset() == 0 && held.contains(tone.pitch()), over);
        if (tone.tied() && slice.end() < bar.length()) {
          open.put(tone.pitch(), note);
        } else {
          notes.add(note);
        }
      }
    }
    notes.addAll(open.values());
    notes.sort((a, b) -> Long.compare(a.onset(), b.onset()));
    return notes;
  }

  /** The parts of written notes that fall into a bar. */
  public static List<BarNote> of(Bar bar, List<Note> notes) {
    return notes.stream()
        .filter(n -> n.onset() < bar.end() && n.end() > bar.start())
        .map(n -> new BarNote(
            Math.max(0, n.onset() - bar.start()),
            Math.min(bar.length(), n.end() - bar.start()),
            n.pitch(),
            n.onset() < bar.start(),
            n.end() > bar.end()))
        .toList();
  }

  /**
   * Written notes of a bar, in ticks of the piece: what is held from or over a bar line reaches over it by a
   * tick. Of two that would sound a pitch at once the earlier one is cut.
   */
  public static List<Note> written(Bar bar, List<BarNote> notes) {
    List<Note> written = new ArrayList<>();
    Map<Integer, Integer> last = new HashMap<>();
    for (BarNote note : notes.stream().sorted((a, b) -> Long.compare(a.onset(), b.onset())).toList()) {
      long onset = bar.start() + note.onset() - (note.heldFrom() ? 1 : 0);
      long end = bar.start() + note.end() + (note.heldOver() && note.end() == bar.length() ? 1 : 0);
      Integer before = last.get(note.pitch());
      if (before != null && written.get(before).end() > onset) {
        Note cut = written.get(before);
        if (cut.onset() >= onset) {
          continue;
        }
        written.set(before, new Note(cut.onset(), onset - cut.onset(), cut.pitch()));
      }
      last.put(note.pitch(), written.size());
      written.add(new Note(onset, end - onset, note.pitch()));
    }
    written.sort(null);
    return written;
  }

  /** The pitches that a voice's bar ties over its end. */
  static List<Integer> heldOver(List<BarNote> notes) {
    return notes.stream().filter(BarNote::heldOver).map(BarNote::pitch).distinct().toList();
  }
}
