package antiphon.lab.report;

import antiphon.lab.evaluate.Column;
import antiphon.lab.evaluate.Comparison;
import antiphon.lab.evaluate.Report;
import antiphon.lab.evaluate.Row;
import java.util.List;

/** All rows in one picture: each on its own scale, the best at the left. Stateless. */
final class DotPicture {
  private static final double WIDTH = 1040;
  private static final double LEFT = 220;
  private static final double RIGHT = 1000;
  private static final double TOP = 44;
  private static final double STEP = 25;

  private DotPicture() {}

  static String of(Report report) {
    List<Row> rows = Row.ALL.stream().filter(row -> drawn(report, row)).toList();
    Svg svg = new Svg(WIDTH, TOP + STEP * rows.size() + 24);
    Ink.legend(svg, report.comparison().columns(), 10, 16);
    for (int i = 0; i < rows.size(); i++) {
      row(svg, report, rows.get(i), TOP + STEP * (i + 0.5));
    }
    double bottom = TOP + STEP * rows.size() + 14;
    svg.text(LEFT, bottom, "middle", "class=\"small\"", "best of all");
    svg.text(RIGHT, bottom, "middle", "class=\"small\"", "worst of all");
    return svg.close();
  }

  /** Whether there are at least three to compare, and not all the same. */
  private static boolean drawn(Report report, Row row) {
    return report.comparison().columns().stream().mapToDouble(c -> report.distance(row, c))
        .filter(d -> !Double.isNaN(d)).distinct().count() > 2;
  }

  private static void row(Svg svg, Report report, Row row, double y) {
    List<Column> columns = report.comparison().columns();
    double least = columns.stream().mapToDouble(c -> report.distance(row, c)).filter(d -> !Double.isNaN(d)).min().orElse(0);
    double most = columns.stream().mapToDouble(c -> report.distance(row, c)).filter(d -> !Double.isNaN(d)).max().orElse(1);
    svg.text(LEFT - 16, y + 4, "end", "class=\"label\"", row.title());
    svg.line(LEFT, y, RIGHT, y, "stroke=\"#e3e6ea\"");
    // The judged column last, so that it lies on top.
    for (Column column : columns.reversed()) {
      double distance = report.distance(row, column);
      if (!Double.isNaN(distance)) {
        boolean judged = column.key().equals(Comparison.MODEL);
        double x = LEFT + (RIGHT - LEFT) * (distance - least) / (most - least);
        svg.disc(x, y, judged ? 7.5 : 5.5, "fill=\"" + Ink.of(column) + "\" fill-opacity=\"0.88\" stroke=\"white\"",
            column.title() + ": " + Report.format(row, column.value(row.key())));
      }
    }
  }
}
