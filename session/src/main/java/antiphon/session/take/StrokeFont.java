package antiphon.session.take;

import java.awt.geom.Path2D;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/**
 * Capital letters drawn as strokes, so that a picture needs no font of the machine and is the same
 * everywhere. Stateless.
 */
final class StrokeFont {
  /** Each glyph: a character, then its strokes, each a row of points {@code xy} on a grid 5 wide and 7 high. */
  private static final String[] GLYPHS = {
    "A 062046 1434", "B 0006 003041423303 3344453606", "C 4130100105163645", "D 00062645412000", "E 40000646 0333",
    "F 400006 0333", "G 41301001051636454323", "H 0006 4046 0343", "I 2026", "J 4045361605", "K 0006 4003 0346",
    "L 000646", "M 0600234046", "N 06004640", "O 100105163645413010", "P 06003041423303", "Q 100105163645413010 2446",
    "R 06003041423303 2346", "S 413010010213334445361605", "T 0040 2026", "U 000516364540", "V 002640",
    "W 0016233640", "X 0046 4006", "Y 0023 4023 2326", "Z 00400646", "0 100105163645413010", "1 112026",
    "2 01103041420646", "3 011030414233 13334445361605", "4 36300444", "5 400003334445361605",
    "6 413010010516364544331304", "7 004016", "8 13020110304142331304051636454433", "9 051636454130100102133342",
    "# 1016 3036 0242 0444", "- 1333", ". 2526", ", 2516", "/ 0640", ": 2122 2425", "+ 2125 0343", "= 0242 0444",
    "( 30212536", ") 10212516", "' 2021",
  };

  private static final Map<Character, String[]> STROKES = new HashMap<>();

  static {
    for (String glyph : GLYPHS) {
      STROKES.put(glyph.charAt(0), glyph.substring(2).split(" "));
    }
  }

  private static final int HEIGHT = 6;
  private static final double GAP = 2.2;
  private static final double SPACE = 3.5;

  private StrokeFont() {}

  /** The outline of {@code text} with its lower left corner at (x, y); {@code height} is that of a capital letter. */
  static Path2D path(String text, double x, double y, double height) {
    Path2D path = new Path2D.Double();
    double unit = height / HEIGHT;
    double at = x;
    for (char c : text.toUpperCase(Locale.ROOT).toCharArray()) {
      String[] strokes = STROKES.get(c);
      if (strokes == null) {
        at += SPACE * unit;
        continue;
      }
      int left = edge(strokes, Math::min, 4);
      for (String stroke : strokes) {
        for (int i = 0; i < stroke.length(); i += 2) {
          double px = at + (stroke.charAt(i) - '0' - left) * unit;
          double py = y - (HEIGHT - (stroke.charAt(i + 1) - '0')) * unit;
          if (i == 0) {
            path.moveTo(px, py);
          } else {
            path.lineTo(px, py);
          }
        }
      }
      at += (edge(strokes, Math::max, 0) - left + GAP) * unit;
    }
    return path;
  }

  /** How wide {@link #path} draws {@code text}. */
  static double width(String text, double height) {
    return path(text, 0, 0, height).getBounds2D().getMaxX();
  }

  private static int edge(String[] strokes, IntBinaryOperator better, int start) {
    int edge = start;
    for (String stroke : strokes) {
      for (int i = 0; i < stroke.length(); i += 2) {
        edge = better.applyAsInt(edge, stroke.charAt(i) - '0');
      }
    }
    return edge;
  }
}
