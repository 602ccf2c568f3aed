package antiphon.lab.ways;

import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.time.Ticks;
import java.util.Collection;
import java.util.List;

/** What a bar is like in whatever key: which degrees begin where. */
record BarShape(int[] places) {
  /** A 64th. */
  private static final int STEP = Ticks.PER_WHOLE / 64;

  static BarShape of(Bar bar, Collection<Note> notes) {
    return new BarShape(notes.stream()
        .filter(note -> note.onset() >= bar.start() && note.onset() < bar.end())
        .mapToInt(note -> (int) ((note.onset() - bar.start()) / STEP) * 12
            + Math.floorMod(note.pitch() - bar.key().tonic(), 12))
        .sorted().distinct().toArray());
  }

  static BarShape of(Score score, int bar, List<Integer> voices) {
    return of(score.bars().get(bar), voices.stream().flatMap(v -> score.voices().get(v).notes().stream()).toList());
  }

  /** Share of what either has that both have (Jaccard), 0 to 1; two of nothing are alike. */
  double likeness(BarShape other) {
    int i = 0;
    int j = 0;
    int both = 0;
    while (i < places.length && j < other.places.length) {
      int difference = places[i] - other.places[j];
      both += difference == 0 ? 1 : 0;
      i += difference <= 0 ? 1 : 0;
      j += difference >= 0 ? 1 : 0;
    }
    int either = places.length + other.places.length - both;
    return either == 0 ? 1 : (double) both / either;
  }
}
