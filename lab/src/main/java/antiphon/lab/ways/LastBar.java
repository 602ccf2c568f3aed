package antiphon.lab.ways;

import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;

/** The last bar before the stretch, again and again. Stateless. */
public final class LastBar implements Way {
  @Override
  public List<List<Note>> write(Stretch stretch, long seed) {
    Bar last = stretch.last();
    List<List<Note>> voices = new ArrayList<>();
    for (int voice : stretch.written()) {
      List<Note> notes = new ArrayList<>();
      for (Note note : stretch.score().voices().get(voice).notes()) {
        for (Bar bar : stretch.bars()) {
          boolean begins = note.onset() >= last.start() && note.onset() < last.end();
          long onset = bar.start() + note.onset() - last.start();
          if (begins && onset < bar.end()) {
            notes.add(new Note(onset, Math.min(note.duration(), bar.end() - onset), note.pitch()));
          }
        }
      }
      voices.add(notes.stream().sorted().toList());
    }
    return voices;
  }

  /** How like the last bar the bars are. */
  @Override
  public double fit(Stretch stretch) {
    BarShape last = BarShape.of(stretch.score(), stretch.from() - 1, stretch.written());
    double sum = 0;
    for (int bar = stretch.from(); bar < stretch.to(); bar++) {
      sum += last.likeness(BarShape.of(stretch.score(), bar, stretch.written()));
    }
    return sum / stretch.bars().size();
  }
}
