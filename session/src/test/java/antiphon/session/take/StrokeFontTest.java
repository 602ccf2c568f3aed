package antiphon.session.take;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

final class StrokeFontTest {
  @Test
  void shouldDrawEveryLetterAndDigitInsideItsHeight() {
    for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#-.,/:+=()'".toCharArray()) {
      Rectangle2D box = StrokeFont.path(String.valueOf(c), 10, 100, 12).getBounds2D();
      assertThat(box.getWidth() + box.getHeight()).as("'" + c + "'").isPositive();
      assertThat(box.getMinX()).as("'" + c + "'").isGreaterThanOrEqualTo(10);
      assertThat(box.getMinY()).as("'" + c + "'").isGreaterThanOrEqualTo(88);
      assertThat(box.getMaxY()).as("'" + c + "'").isLessThanOrEqualTo(100);
    }
  }

  @Test
  void shouldDrawEachLetterDifferently() {
    String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789";
    assertThat(all.chars().mapToObj(c -> outline((char) c)).distinct()).hasSize(all.length());
  }

  @Test
  void shouldMakeRoomForWhatItCannotDraw() {
    assertThat(StrokeFont.width("A B", 12)).isGreaterThan(StrokeFont.width("AB", 12));
  }

  private static String outline(char c) {
    StringBuilder points = new StringBuilder();
    double[] at = new double[6];
    for (var i = StrokeFont.path(String.valueOf(c), 0, 0, 6).getPathIterator(null); !i.isDone(); i.next()) {
      points.append(i.currentSegment(at)).append(':').append(at[0]).append(',').append(at[1]).append(' ');
    }
    return points.toString();
  }
}
