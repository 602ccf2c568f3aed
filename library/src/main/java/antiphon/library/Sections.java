package antiphon.library;

import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds which sections of a score are the same music. Stateless. */
final class Sections {
  private static final double SAME = 0.75;
  private static final double VARIED = 0.45;
  private static final int MOST_LETTERS = 26;

  private Sections() {}

  /** Bars of a section in music of so many bars. */
  static int length(int bars) {
    return bars >= 8 ? 4 : bars >= 4 ? 2 : 1;
  }

  /** A letter for each section, such as {@code AABA'}. */
  static String form(Score score, int length) {
    List<Note> notes = score.voices().stream().flatMap(voice -> voice.notes().stream()).distinct().sorted().toList();
    List<Set<List<Long>>> kinds = new ArrayList<>();
    StringBuilder form = new StringBuilder();
    for (int from = 0; from < score.bars().size(); from += length) {
      List<Bar> bars = score.bars().subList(from, Math.min(score.bars().size(), from + length));
      Set<List<Long>> shape = shape(bars, notes);
      int best = -1;
      double likeness = 0;
      for (int kind = 0; kind < kinds.size(); kind++) {
        double like = overlap(shape, kinds.get(kind));
        if (like > likeness) {
          likeness = like;
          best = kind;
        }
      }
      if (likeness < VARIED || best < 0) {
        best = Math.min(kinds.size(), MOST_LETTERS - 1);
        likeness = 1;
        kinds.add(shape);
      }
      form.append((char) ('A' + Math.min(best, MOST_LETTERS - 1))).append(likeness < SAME ? "'" : "");
    }
    return form.toString();
  }

  /** Places and steps from the section's first note, so that another key does not count. */
  private static Set<List<Long>> shape(List<Bar> bars, List<Note> notes) {
    Set<List<Long>> shape = new HashSet<>();
    long start = bars.getFirst().start();
    int first = -1;
    for (Note note : notes) {
      if (note.onset() >= start && note.onset() < bars.getLast().end()) {
        first = first < 0 ? note.pitch() : first;
        shape.add(List.of(note.onset() - start, (long) note.pitch() - first));
      }
    }
    return shape;
  }

  private static double overlap(Set<List<Long>> a, Set<List<Long>> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() && b.isEmpty() ? 1 : 0;
    }
    long both = a.stream().filter(b::contains).count();
    return (double) both / (a.size() + b.size() - both);
  }
}
