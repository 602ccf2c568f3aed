package antiphon.harmony;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stroke of a comping voice.
 *
 * @param start ticks of the piece
 * @param length ticks
 * @param span the chord that it plays; the stroke lies inside it
 */
record Hit(long start, long length, ChordSpan span) {
  /** A stroke of a rhythm, before it is known over which chord. */
  record Stroke(long start, long length) {
    long end() {
      return start + length;
    }
  }

  /** Whether no stroke of the chord comes earlier, given the one before this. */
  boolean firstAfter(Hit before) {
    return !before.span.equals(span);
  }

  /**
   * A rhythm over chords: strokes end where their chord does, and a chord without one gets one at its start.
   *
   * @param strokes in order, not overlapping; empty ones are passed over
   */
  static List<Hit> fitted(List<Stroke> strokes, List<ChordSpan> spans) {
    List<Hit> hits = new ArrayList<>();
    for (ChordSpan span : spans) {
      List<Stroke> inside = strokes.stream()
          .filter(s -> s.length > 0 && s.start >= span.start() && s.start < span.end())
          .toList();
      if (inside.isEmpty()) {
        hits.add(new Hit(span.start(), span.length(), span));
      }
      for (Stroke stroke : inside) {
        hits.add(new Hit(stroke.start, Math.min(stroke.end(), span.end()) - stroke.start, span));
      }
    }
    hits.sort(Comparator.comparingLong(Hit::start));
    return hits;
  }
}
