package antiphon.session.take;

import antiphon.score.PitchName;
import antiphon.take.TakenNote;
import antiphon.time.Timeline;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** Draws a take as a piano roll: time to the right, pitch upwards, player and companion in their colours. For one use. */
final class PianoRoll {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 720;
  private static final int LEFT = 74;
  private static final int RIGHT = WIDTH - 28;
  private static final int TOP = 96;
  private static final int BOTTOM = HEIGHT - 50;
  private static final int LEAST_ROWS = 22;
  private static final int MARGIN_ROWS = 2;

  private static final Color PAPER = new Color(0xFCFBF8);
  private static final Color INK = new Color(0x2B2A28);
  private static final Color GREY = new Color(0x85817A);
  private static final Color BLACK_KEYS = new Color(0xF3F1EB);
  private static final Color OCTAVE = new Color(0xDEDAD0);
  private static final Color BEAT = new Color(0xE9E6DE);
  private static final Color BAR = new Color(0xA8A39A);
  private static final Color PLAYER = new Color(0x1F5FA8);
  private static final Color COMPANION = new Color(0xD9641A);

  private final Take take;
  private final Timeline timeline;
  private final int lowest;
  private final int highest;
  private final double endNs;
  private final Pen pen;

  private PianoRoll(Take take, Pen pen) {
    this.take = take;
    this.pen = pen;
    timeline = take.timeline();
    int low = take.notes().stream().mapToInt(TakenNote::pitch).min().orElse(60) - MARGIN_ROWS;
    int high = take.notes().stream().mapToInt(TakenNote::pitch).max().orElse(72) + MARGIN_ROWS;
    int more = Math.max(0, LEAST_ROWS - (high - low + 1));
    lowest = Math.max(0, low - more / 2);
    highest = Math.min(127, high + (more + 1) / 2);
    endNs = timeline.nanosAt(take.endTick());
  }

  /** The picture, 1600 x 720. */
  static BufferedImage draw(Take take) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    new PianoRoll(take, new Pen.Dots(graphics)).paint();
    graphics.dispose();
    return image;
  }

  /** The same as SVG. */
  static String svg(Take take) {
    StringBuilder text = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
        + "\" width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\">\n");
    new PianoRoll(take, new Pen.Paths(text)).paint();
    return text.append("</svg>\n").toString();
  }

  private void paint() {
    pen.fill(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT), PAPER);
    rows();
    bars();
    seconds();
    notes(take.player(), PLAYER);
    notes(take.companion(), COMPANION);
    legend();
  }

  private void rows() {
    for (int pitch = lowest; pitch <= highest; pitch++) {
      String name = PitchName.of(pitch);
      boolean black = name.contains("#");
      if (black) {
        pen.fill(new Rectangle2D.Double(LEFT, y(pitch), RIGHT - LEFT, rowHeight()), BLACK_KEYS);
      }
      if (pitch % 12 == 0) {
        line(LEFT, y(pitch) + rowHeight(), RIGHT, y(pitch) + rowHeight(), 1.2, OCTAVE);
      }
      if (pitch % 12 == 0 || (!black && rowHeight() >= 12)) {
        double size = Math.min(9, rowHeight() * 0.6);
        text(name, LEFT - 12 - StrokeFont.width(name, size), y(pitch) + (rowHeight() + size) / 2, size,
            pitch % 12 == 0 ? INK : GREY);
      }
    }
  }

  private void bars() {
    double nextLabel = 0;
    for (long bar = 0; bar <= take.bars(); bar++) {
      long start = timeline.barStart(bar);
      if (bar < take.bars()) {
        long at = start;
        for (int pulse : timeline.meterOfBar(bar).pulses()) {
          line(x(at), TOP, x(at), BOTTOM, 1, BEAT);
          at += pulse;
        }
      }
      line(x(start), TOP - 8, x(start), BOTTOM, 1.3, BAR);
      if (bar < take.bars() && x(start) >= nextLabel) {
        String label = bar == 0 ? "BAR 1" : String.valueOf(bar + 1);
        text(label, x(start) + 5, TOP - 9, 8, GREY);
        nextLabel = x(start) + StrokeFont.width(label, 8) + 18;
      }
    }
  }

  private void seconds() {
    line(LEFT, BOTTOM, RIGHT, BOTTOM, 1.3, BAR);
    double step = step();
    for (int i = 0; i * step * 1e9 <= endNs; i++) {
      double at = LEFT + i * step * 1e9 / endNs * (RIGHT - LEFT);
      line(at, BOTTOM, at, BOTTOM + 6, 1.3, BAR);
      double value = i * step;
      String label = (value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value)) + " S";
      text(label, at - StrokeFont.width(label, 8) / 2, BOTTOM + 23, 8, GREY);
    }
  }

  /** Seconds from mark to mark: about twelve marks. */
  private double step() {
    for (double step : new double[] {0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300}) {
      if (endNs / 1e9 / step <= 16) {
        return step;
      }
    }
    return 600;
  }

  private void notes(List<TakenNote> notes, Color colour) {
    double height = Math.max(3, rowHeight() * 0.78);
    double round = Math.min(5, height / 2);
    for (TakenNote note : notes) {
      double left = x(Math.max(0, note.onset()));
      double width = Math.max(3, x(note.end()) - left - 1);
      double top = y(note.pitch()) + (rowHeight() - height) / 2;
      // The louder the fuller.
      int alpha = 90 + 165 * note.velocity() / 127;
      pen.fill(new RoundRectangle2D.Double(left, top, width, height, round, round),
          new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha));
      pen.fill(new RoundRectangle2D.Double(left, top, Math.min(3, width), height, 2, 2), colour.darker());
    }
  }

  private void legend() {
    text(take.title(), LEFT, 44, 15, INK);
    String time = String.format(
        Locale.ROOT, "%s   %.0f quarters a minute   %s", timeline.meterOfBar(0),
        timeline.tempoAt(0).quartersPerMinute(), tonic() + (take.key().minor() ? " minor" : " major"));
    text(time, LEFT + StrokeFont.width(take.title(), 15) + 34, 44, 9, GREY);
    double at = RIGHT;
    at = entry("COMPANION", COMPANION, at);
    entry("PLAYER", PLAYER, at - 30);
  }

  private String tonic() {
    return take.key().toString().replace("m", "");
  }

  private double entry(String name, Color colour, double right) {
    double left = right - StrokeFont.width(name, 10);
    text(name, left, 42, 10, INK);
    pen.fill(new RoundRectangle2D.Double(left - 36, 31, 26, 12, 5, 5), colour);
    return left - 36;
  }

  private void text(String text, double x, double y, double height, Color colour) {
    pen.draw(StrokeFont.path(text, x, y, height), 0.6 + height * 0.085, colour);
  }

  private void line(double x1, double y1, double x2, double y2, double width, Color colour) {
    pen.draw(new Line2D.Double(x1, y1, x2, y2), width, colour);
  }

  private double x(long tick) {
    return LEFT + timeline.nanosAt(tick) / endNs * (RIGHT - LEFT);
  }

  private double y(int pitch) {
    return TOP + (highest - pitch) * rowHeight();
  }

  private double rowHeight() {
    return (double) (BOTTOM - TOP) / (highest - lowest + 1);
  }
}
