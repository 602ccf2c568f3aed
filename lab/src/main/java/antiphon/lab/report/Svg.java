package antiphon.lab.report;

import java.util.Locale;

/** Writes a picture element by element. Mutable; one thread. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /** Begins a picture of a size in pixels. */
  Svg(double width, double height) {
    add("<svg viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" role=\"img\">\n",
        width, height, width, height);
  }

  @SuppressWarnings("AnnotateFormatMethod") // Of a library that is not here.
  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  void rect(double x, double y, double width, double height, String style) {
    add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" %s/>\n", x, y, width, height, style);
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>\n", x1, y1, x2, y2, style);
  }

  /** A disc that says something to who points at it. */
  void disc(double x, double y, double radius, String style, String says) {
    add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" %s><title>%s</title></circle>\n", x, y, radius, style, escape(says));
  }

  /** @param points x and y in turn */
  void path(double[] points, String style) {
    text.append("<polyline points=\"");
    for (int i = 0; i + 1 < points.length; i += 2) {
      add("%.1f,%.1f ", points[i], points[i + 1]);
    }
    add("\" %s/>\n", style);
  }

  /** @param anchor start, middle or end */
  void text(double x, double y, String anchor, String style, String says) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>\n", x, y, anchor, style, escape(says));
  }

  /** The whole picture. */
  String close() {
    return text + "</svg>\n";
  }

  static String escape(String plain) {
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
