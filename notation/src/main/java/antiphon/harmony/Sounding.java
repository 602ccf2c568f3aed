package antiphon.harmony;

import antiphon.score.Note;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What sounds in a part of a bar.
 *
 * @param weights by pitch class: ticks that it sounds, as shares of all together
 * @param bass by pitch class: share of the part in which it is the lowest of several notes
 * @param density notes that sound at once, on average; 0 if nothing does
 */
record Sounding(double[] weights, double[] bass, double density) {
  static Sounding of(long start, long end, List<Note> notes) {
    List<Note> inside = notes.stream().filter(note -> note.end() > start && note.onset() < end).toList();
    double[] weights = new double[12];
    long total = 0;
    for (Note note : inside) {
      long ticks = Math.min(note.end(), end) - Math.max(note.onset(), start);
      weights[note.pitch() % 12] += ticks;
      total += ticks;
    }
    for (int c = 0; c < 12 && total > 0; c++) {
      weights[c] /= total;
    }
    return new Sounding(weights, bass(start, end, inside), (double) total / (end - start));
  }

  /** The bass changes only where a note begins or ends. */
  private static double[] bass(long start, long end, List<Note> notes) {
    long[] edges = notes.stream()
        .flatMapToLong(note -> LongStream.of(Math.max(start, note.onset()), Math.min(end, note.end())))
        .sorted()
        .distinct()
        .toArray();
    double[] bass = new double[12];
    for (int i = 0; i + 1 < edges.length; i++) {
      int lowest = Integer.MAX_VALUE;
      int count = 0;
      for (Note note : notes) {
        if (note.onset() <= edges[i] && note.end() >= edges[i + 1]) {
          lowest = Math.min(lowest, note.pitch());
          count++;
        }
      }
      if (count > 1) {
        bass[lowest % 12] += (double) (edges[i + 1] - edges[i]) / (end - start);
      }
    }
    return bass;
  }
}
