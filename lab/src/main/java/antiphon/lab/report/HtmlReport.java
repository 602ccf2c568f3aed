package antiphon.lab.report;

import antiphon.lab.evaluate.Column;
import antiphon.lab.evaluate.Comparison;
import antiphon.lab.evaluate.Report;
import antiphon.lab.evaluate.Row;
import antiphon.lab.ways.Stretch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report as one page. Stateless. */
public final class HtmlReport {
  private static final int ROLLS = 3;
  private static final List<String> SHOWN = List.of(Comparison.COMPOSER, Comparison.MODEL, "model-chosen", "ngrams", "nearest-bar");

  private static final String STYLE = """
      :root { color-scheme: light; }
      body { font: 15px/1.5 system-ui, sans-serif; color: #212529; background: #fff; max-width: 1080px; margin: 28px auto 60px; padding: 0 20px; }
      h1 { font-size: 25px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 38px 0 8px; }
      p { max-width: 820px; } .source { color: #5c636a; margin-top: 0; }
      .sum { border-left: 4px solid #e8590c; padding: 6px 14px; background: #fff6f0; margin: 18px 0; }
      .sum p { margin: 3px 0; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; font-size: 13px; width: 100%; }
      th, td { padding: 4px 7px; text-align: right; border-bottom: 1px solid #e9ecef; font-variant-numeric: tabular-nums; }
      th { font-weight: 600; vertical-align: bottom; border-bottom: 2px solid #adb5bd; }
      th:first-child, td:first-child, td.verdict, th.verdict { text-align: left; }
      td:first-child { white-space: nowrap; cursor: help; } td.verdict { font-size: 12px; color: #5c636a; min-width: 150px; }
      td.verdict.yes { color: #2b8a3e; font-weight: 600; }
      tr.group td { background: #f1f3f5; font-weight: 600; padding-top: 7px; cursor: default; }
      td.best { background: #e6fcf0; font-weight: 700; } td.composer, th.composer { color: #1c3f94; border-left: 1px solid #ced4da; }
      td.model { color: #c64a06; }
      .small { font-size: 11px; fill: #5c636a; } .label { font-size: 12.5px; }
      svg { max-width: 100%; height: auto; display: block; margin: 8px 0; }
      svg text { font-family: system-ui, sans-serif; }
      dl { font-size: 13.5px; display: grid; grid-template-columns: 220px 1fr; gap: 4px 16px; }
      dt { font-weight: 600; } dd { margin: 0; color: #495057; }
      """;

  private HtmlReport() {}

  /**
   * Writes the page.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Report report, Path file) throws IOException {
    StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>"
        + Svg.escape(report.model()) + "</title>\n<style>\n" + STYLE + "</style>\n");
    page.append("<h1>").append(Svg.escape(report.model())).append("</h1>\n");
    page.append("<p class=\"source\">").append(Svg.escape(report.source())).append("</p>\n<div class=\"sum\">");
    for (String key : List.of(Comparison.MODEL, "model-chosen")) {
      page.append("<p>").append(Svg.escape(report.summary(report.comparison().column(key)))).append(".</p>");
    }
    page.append("</div>\n<h2>The table</h2>\n<p>Green is the best way but for the composer. \u2193 less is better, \u2191 more, \u2248 like the composer, \u2264 not above the "
        + "composer. The verdict is about the model alone, "
        + "one draft, without the critic; it counts every way that needs no model.</p>\n<div class=\"wide\">");
    table(page, report);
    page.append("</div>\n<h2>Who stands where</h2>\n<p>Each row on its own scale, from the best of all to the worst. "
        + "Where the good is to be like the composer, that is where the composer stands.</p>\n");
    page.append(DotPicture.of(report));
    page.append("<h2>What the notes are like</h2>\n<p>Of the eight bars that each wrote on the same places.</p>\n");
    page.append(SpreadPicture.of(report));
    rolls(page, report);
    recovery(page, report);
    page.append("<h2>What the rows are</h2>\n<dl>");
    Row.ALL.forEach(row -> page.append("<dt>").append(Svg.escape(row.title())).append("</dt><dd>")
        .append(Svg.escape(row.says())).append("</dd>\n"));
    page.append("</dl>\n</html>\n");
    Files.writeString(file, page);
  }

  private static void table(StringBuilder page, Report report) {
    page.append("<table>\n<tr><th></th>");
    for (Column column : report.comparison().columns()) {
      page.append("<th").append(style(column)).append('>').append(Svg.escape(column.title())).append("</th>");
    }
    page.append("<th class=\"verdict\">The model</th></tr>\n");
    String group = "";
    for (Row row : Row.ALL) {
      if (!row.group().equals(group)) {
        group = row.group();
        page.append("<tr class=\"group\"><td colspan=\"").append(report.comparison().columns().size() + 2).append("\">")
            .append(Svg.escape(group)).append("</td></tr>\n");
      }
      row(page, report, row);
    }
    page.append("</table>");
  }

  private static void row(StringBuilder page, Report report, Row row) {
    page.append("<tr><td title=\"").append(Svg.escape(row.says())).append("\">").append(Svg.escape(row.title()))
        .append(switch (row.better()) {
          case MORE -> " \u2191";
          case LESS -> " \u2193";
          case NEAR_COMPOSER -> " \u2248";
          case NOT_ABOVE_COMPOSER -> " \u2264";
          case SHOWN -> "";
        }).append("</td>");
    Column best = report.best(row);
    for (Column column : report.comparison().columns()) {
      page.append("<td").append(column.equals(best) ? " class=\"best\"" : style(column)).append('>')
          .append(Report.format(row, column.value(row.key()))).append("</td>");
    }
    var verdict = report.verdict(row, report.comparison().column(Comparison.MODEL));
    page.append("<td class=\"verdict").append(verdict.beatsAll() ? " yes" : "").append("\">")
        .append(Svg.escape(verdict.toString())).append("</td></tr>\n");
  }

  private static String style(@Nullable Column column) {
    return column == null ? "" : switch (column.key()) {
      case Comparison.COMPOSER -> " class=\"composer\"";
      case Comparison.MODEL -> " class=\"model\"";
      default -> "";
    };
  }

  private static void rolls(StringBuilder page, Report report) {
    List<Column> columns = SHOWN.stream().map(report.comparison()::column).toList();
    int count = columns.getFirst().continued().size();
    if (count > 0) {
      page.append("<h2>Some of the places</h2>\n<p>Four bars of the piece in grey, then eight by each.</p>\n");
    }
    for (int i = 0; i < Math.min(ROLLS, count); i++) {
      int place = i * count / ROLLS;
      page.append("<p class=\"source\">").append(Svg.escape(says(columns.getFirst().continued().get(place)))).append("</p>\n");
      page.append(RollPicture.of(columns, place));
    }
  }

  private static String says(Stretch stretch) {
    List<String> tags = stretch.score().tags();
    return (tags.isEmpty() ? "" : String.join(", ", tags) + ", ") + stretch.last().meter() + ", bars " + (stretch.from() + 1)
        + " to " + stretch.to();
  }

  private static void recovery(StringBuilder page, Report report) {
    if (report.recovery().isEmpty()) {
      return;
    }
    page.append("<h2>Recovery</h2>\n<p>The live engine accompanies a melody that goes a tritone up after 16 beats. Consonance "
        + "before and after, and beats until it is back at 95 %.</p>\n<table><tr><th>Way</th><th>Melodies</th><th>Before</th>"
        + "<th>After</th><th>Median beats</th><th>Mean beats</th></tr>\n");
    report.recovery().forEach((name, way) -> page.append(String.format(Locale.ROOT,
        "<tr><td>%s</td><td>%d</td><td>%.2f</td><td>%.2f</td><td>%.1f</td><td>%.1f</td></tr>%n",
        Svg.escape(name), way.runs(), way.before(), way.after(), way.medianBeats(), way.meanBeats())));
    page.append("</table>\n");
  }
}
