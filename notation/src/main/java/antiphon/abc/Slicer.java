package antiphon.abc;

import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Cuts the notes of a voice at everything that begins or ends, bar by bar; a cut note is tied. */
final class Slicer {
  private Slicer() {}

  /**
   * The slices of one bar of one voice.
   *
   * @param notes the voice's notes, sorted; those outside the bar are ignored
   * @param cuts further ticks (from the score's start) at which to cut, such as chord symbols
   */
  static List<Slice> slice(List<Note> notes, Bar bar, List<Long> cuts) {
    List<Note> sounding = notes.stream().filter(n -> n.onset() < bar.end() && n.end() > bar.start()).toList();
    TreeSet<Long> edges = new TreeSet<>(cuts);
    for (Note note : sounding) {
      edges.add(note.onset());
      edges.add(note.end());
    }
    edges.add(bar.start());
    edges.add(bar.end());
    List<Slice> slices = new ArrayList<>();
    long from = bar.start();
    for (long to : edges.subSet(bar.start(), false, bar.end(), true)) {
      List<Tone> tones = new ArrayList<>();
      for (Note note : sounding) {
        if (note.onset() <= from && note.end() >= to) {
          tones.add(new Tone(note.pitch(), note.end() > to));
        }
      }
      if (!tones.isEmpty()) {
        tones.sort((a, b) -> Integer.compare(a.pitch(), b.pitch()));
        slices.add(new Slice(from - bar.start(), to - from, List.copyOf(tones)));
      }
      from = to;
    }
    return slices;
  }
}
