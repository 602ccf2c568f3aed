package antiphon.musicxml;

import antiphon.abc.Beams;
import antiphon.score.Bar;
import java.util.ArrayList;
import java.util.List;

/** Beams of one voice in one bar: short notes are joined within a pulse of the meter. Stateless. */
final class BeamMarks {
  private BeamMarks() {}

  /** For each piece its beams from the first (eighths) on: {@code begin}, {@code continue}, {@code end} or a hook. */
  static List<List<String>> of(List<Piece> pieces, Bar bar) {
    List<List<String>> marks = new ArrayList<>();
    int from = 0;
    while (from < pieces.size()) {
      int to = from + 1;
      while (flags(pieces, from) > 0 && to < pieces.size() && flags(pieces, to) > 0
          && !Beams.breakAt(bar, pieces.get(to).onset())) {
        to++;
      }
      for (int i = from; i < to; i++) {
        marks.add(to - from > 1 ? levels(pieces, i, from, to) : List.of());
      }
      from = to;
    }
    return marks;
  }

  private static List<String> levels(List<Piece> pieces, int i, int from, int to) {
    List<String> levels = new ArrayList<>();
    for (int level = 1; level <= flags(pieces, i); level++) {
      boolean before = i > from && flags(pieces, i - 1) >= level;
      boolean after = i + 1 < to && flags(pieces, i + 1) >= level;
      if (before) {
        levels.add(after ? "continue" : "end");
      } else if (after) {
        levels.add("begin");
      } else {
        levels.add(i == from ? "forward hook" : "backward hook");
      }
    }
    return levels;
  }

  private static int flags(List<Piece> pieces, int i) {
    NoteValue value = pieces.get(i).value();
    return value == null || pieces.get(i).rest() ? 0 : value.flags();
  }
}
