package antiphon.harmony;

import antiphon.harmony.Hit.Stroke;
import antiphon.score.Bar;
import java.util.ArrayList;
import java.util.List;

/**
 * The rhythm of one bar of a comping voice, as text: symbols that share the bar evenly; spaces are left out. {@code -} goes on, {@code .} rests.
 * Of a bass {@code 1} is the chord's bass, {@code 3}, {@code 5} and {@code 7} are tones of the chord above, {@code 8} is the octave, {@code a} leads
 * to the chord after; of chords {@code x} is a stroke as long as what goes on behind it, {@code s} a short one.
 *
 * @param text such as {@code 1--5 5--1}
 */
public record CompingPattern(String text) {
  private static final String BEGINS = "13578axs";
  private static final int SHORT = 2;
  private static final int MOST = 96;

  public CompingPattern {
    text = text.replace(" ", "");
    if (text.isEmpty() || text.length() > MOST || !text.chars().allMatch(c -> c == '-' || c == '.' || BEGINS.indexOf(c) >= 0)) {
      throw new IllegalArgumentException("pattern '" + text + "': expected 1 to " + MOST + " of the symbols " + BEGINS + " - and .");
    }
  }

  List<Stroke> strokes(Bar bar) {
    List<Stroke> strokes = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      if (BEGINS.indexOf(text.charAt(i)) >= 0) {
        int to = i + 1;
        while (to < text.length() && text.charAt(to) == '-') {
          to++;
        }
        long length = at(bar, to) - at(bar, i);
        strokes.add(new Stroke(at(bar, i), text.charAt(i) == 's' ? Math.max(1, length / SHORT) : length));
      }
    }
    return strokes;
  }

  private long at(Bar bar, int index) {
    return bar.start() + bar.length() * index / text.length();
  }

  /** The symbol that begins at a tick; {@code 1} where none does. */
  char symbol(Bar bar, long tick) {
    for (int i = 0; i < text.length(); i++) {
      if (at(bar, i) == tick && BEGINS.indexOf(text.charAt(i)) >= 0) {
        return text.charAt(i);
      }
    }
    return '1';
  }
}
