package antiphon.lab.report;

import antiphon.lab.evaluate.Column;
import java.util.Map;

/** The colours of the columns. Stateless. */
final class Ink {
  private static final Map<String, String> COLOURS = Map.of(
      "model", "#e8590c",
      "model-chosen", "#9c36b5",
      "last-bar", "#868e96",
      "nearest-bar", "#1098ad",
      "markov", "#2f9e44",
      "ngrams", "#f2b705",
      "comping", "#a0693a",
      "composer", "#1c3f94");

  private Ink() {}

  static String of(Column column) {
    return COLOURS.getOrDefault(column.key(), "#000000");
  }

  /** A row of discs with the columns' names. */
  static void legend(Svg svg, Iterable<Column> columns, double x, double y) {
    double at = x;
    for (Column column : columns) {
      svg.disc(at, y - 4, 5, "fill=\"" + of(column) + "\"", column.title());
      svg.text(at + 9, y, "start", "class=\"small\"", column.title());
      at += 28 + 6.4 * column.title().length();
    }
  }
}
