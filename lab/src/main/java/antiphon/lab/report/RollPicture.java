package antiphon.lab.report;

import antiphon.lab.evaluate.Column;
import antiphon.lab.ways.Stretch;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Voice;
import java.util.List;
import java.util.stream.Stream;

/** One piece as several went on with it: the four bars before in grey, theirs in colour. Stateless. */
final class RollPicture {
  private static final double WIDTH = 1040;
  private static final double LABEL = 118;
  private static final double HEIGHT = 104;
  private static final double GAP = 10;
  private static final int BEFORE = 4;

  private RollPicture() {}

  /** @param place which of the continued pieces */
  static String of(List<Column> columns, int place) {
    Svg svg = new Svg(WIDTH, columns.size() * (HEIGHT + GAP));
    List<Note> all = columns.stream().map(c -> c.continued().get(place)).flatMap(RollPicture::shown).toList();
    int lowest = all.stream().mapToInt(Note::pitch).min().orElse(60) - 1;
    int highest = all.stream().mapToInt(Note::pitch).max().orElse(72) + 1;
    for (int i = 0; i < columns.size(); i++) {
      roll(svg, columns.get(i), columns.get(i).continued().get(place), lowest, highest, i * (HEIGHT + GAP));
    }
    return svg.close();
  }

  private static Stream<Note> shown(Stretch stretch) {
    long start = first(stretch).start();
    return stretch.score().voices().stream().map(Voice::notes).flatMap(List::stream).filter(n -> n.end() > start);
  }

  private static Bar first(Stretch stretch) {
    return stretch.score().bars().get(Math.max(0, stretch.from() - BEFORE));
  }

  private static void roll(Svg svg, Column column, Stretch stretch, int lowest, int highest, double top) {
    long start = first(stretch).start();
    double ticks = stretch.score().length() - start;
    double scale = (WIDTH - LABEL - 4) / ticks;
    double row = HEIGHT / (highest - lowest + 1);
    svg.rect(LABEL, top, WIDTH - LABEL - 4, HEIGHT, "fill=\"#fafbfc\" stroke=\"#d0d5db\"");
    svg.text(LABEL - 10, top + HEIGHT / 2 + 4, "end", "class=\"label\" fill=\"" + Ink.of(column) + "\"", column.title());
    for (Bar bar : stretch.score().bars()) {
      if (bar.start() > start) {
        double x = LABEL + (bar.start() - start) * scale;
        boolean begins = bar.start() == stretch.bars().getFirst().start();
        svg.line(x, top, x, top + HEIGHT, begins ? "stroke=\"#343a40\" stroke-width=\"1.6\"" : "stroke=\"#e3e6ea\"");
      }
    }
    long from = stretch.bars().getFirst().start();
    shown(stretch).forEach(note -> svg.rect(
        LABEL + Math.max(0, note.onset() - start) * scale,
        top + (highest - note.pitch()) * row,
        Math.max(1.5, (note.end() - Math.max(start, note.onset())) * scale - 0.8),
        Math.max(2.2, row * 0.9),
        "rx=\"1\" fill=\"" + (note.onset() < from ? "#adb5bd" : Ink.of(column)) + "\""));
  }
}
