package antiphon.score;

import java.util.ArrayList;
import java.util.List;

/** What one voice has in runs of bars, found without looking through all its notes for each run. */
final class BarSpans {
  private final List<Bar> bars;
  private final List<List<Note>> notes = new ArrayList<>();
  private final List<List<ChordSymbol>> chords = new ArrayList<>();

  BarSpans(Voice voice, List<Bar> bars) {
    this.bars = bars;
    int note = 0;
    int chord = 0;
    List<Note> held = new ArrayList<>();
    for (Bar bar : bars) {
      held.removeIf(n -> n.end() <= bar.start());
      List<Note> sounding = new ArrayList<>(held);
      for (; note < voice.notes().size() && voice.notes().get(note).onset() < bar.end(); note++) {
        sounding.add(voice.notes().get(note));
        held.add(voice.notes().get(note));
      }
      notes.add(List.copyOf(sounding));
      List<ChordSymbol> above = new ArrayList<>();
      for (; chord < voice.chords().size() && voice.chords().get(chord).onset() < bar.end(); chord++) {
        above.add(voice.chords().get(chord));
      }
      chords.add(above);
    }
  }

  /** Adds what stands in the bars of {@code [from, to)}, moved to {@code at} and cut at both ends. */
  void copy(int from, int to, long at, List<Note> toNotes, List<ChordSymbol> toChords) {
    long start = bars.get(from).start();
    long end = bars.get(to - 1).end();
    for (int b = from; b < to; b++) {
      for (Note note : notes.get(b)) {
        if (b == from || note.onset() >= bars.get(b).start()) {
          long onset = Math.max(note.onset(), start);
          toNotes.add(new Note(onset - start + at, Math.min(note.end(), end) - onset, note.pitch()));
        }
      }
      for (ChordSymbol chord : chords.get(b)) {
        toChords.add(new ChordSymbol(chord.onset() - start + at, chord.text()));
      }
    }
  }
}
