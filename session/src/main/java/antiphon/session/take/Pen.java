package antiphon.session.take;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.util.Locale;

/** What a picture is drawn with: filled shapes and lines. Mutable; one thread. */
sealed interface Pen {
  void fill(Shape shape, Color colour);

  /** Draws a line along a shape, with round ends. */
  void draw(Shape shape, double width, Color colour);

  /** Dots of an image. */
  record Dots(Graphics2D graphics) implements Pen {
    @Override
    public void fill(Shape shape, Color colour) {
      graphics.setColor(colour);
      graphics.fill(shape);
    }

    @Override
    public void draw(Shape shape, double width, Color colour) {
      graphics.setColor(colour);
      graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      graphics.draw(shape);
    }
  }

  /** Paths of an SVG, which prints in any size. */
  record Paths(StringBuilder text) implements Pen {
    @Override
    public void fill(Shape shape, Color colour) {
      text.append("<path d=\"").append(path(shape)).append("\" fill=\"").append(hex(colour)).append('"')
          .append(alpha("fill", colour)).append("/>\n");
    }

    @Override
    public void draw(Shape shape, double width, Color colour) {
      text.append("<path d=\"").append(path(shape)).append("\" fill=\"none\" stroke=\"").append(hex(colour)).append('"')
          .append(alpha("stroke", colour)).append(String.format(
              Locale.ROOT, " stroke-width=\"%.2f\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>%n", width));
    }

    private static String hex(Color colour) {
      return String.format("#%06x", colour.getRGB() & 0xFFFFFF);
    }

    private static String alpha(String what, Color colour) {
      return colour.getAlpha() == 255 ? "" : String.format(Locale.ROOT, " %s-opacity=\"%.2f\"", what, colour.getAlpha() / 255.0);
    }

    private static String path(Shape shape) {
      StringBuilder path = new StringBuilder();
      double[] at = new double[6];
      for (PathIterator steps = shape.getPathIterator(null); !steps.isDone(); steps.next()) {
        int kind = steps.currentSegment(at);
        path.append("MLQCZ".charAt(kind));
        int numbers = switch (kind) {
          case PathIterator.SEG_MOVETO, PathIterator.SEG_LINETO -> 2;
          case PathIterator.SEG_QUADTO -> 4;
          case PathIterator.SEG_CUBICTO -> 6;
          default -> 0;
        };
        for (int i = 0; i < numbers; i++) {
          path.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.1f", at[i]));
        }
      }
      return path.toString();
    }
  }
}
