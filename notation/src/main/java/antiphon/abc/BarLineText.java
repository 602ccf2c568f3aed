package antiphon.abc;

import antiphon.score.BarLine;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bar line as people write it: any mixture of {@code |}, {@code [}, {@code ]} and {@code :}. Stateless. */
final class BarLineText {
  private static final Pattern TEXT = Pattern.compile("(:*)(\\[\\|\\]|\\[?\\|+\\]?)?(:*)");

  /**
   * What was found.
   *
   * @param line empty for a colon that stands alone and says nothing
   * @param length characters
   */
  record Found(Optional<BarLine> line, int length) {}

  private BarLineText() {}

  static Found at(String text, int at) {
    Matcher matcher = TEXT.matcher(text).region(at, text.length());
    if (!matcher.lookingAt() || matcher.end() == at) {
      return new Found(Optional.empty(), 1);
    }
    String strokes = matcher.group(2) == null ? "" : matcher.group(2);
    int before = matcher.group(1).length();
    int after = matcher.group(3).length();
    BarLine line = strokes.isEmpty() ? before > 1 ? BarLine.REPEAT_BOTH : BarLine.NONE
        : before > 0 && after > 0 ? BarLine.REPEAT_BOTH
        : before > 0 ? BarLine.REPEAT_END
        : after > 0 ? BarLine.REPEAT_START
        : plain(strokes);
    return new Found(line == BarLine.NONE ? Optional.empty() : Optional.of(line), matcher.end() - at);
  }

  private static BarLine plain(String strokes) {
    return switch (strokes) {
      case "|", "[|]" -> BarLine.SINGLE;
      default -> strokes.endsWith("]") ? BarLine.FINAL
          : strokes.startsWith("[") ? BarLine.OPENING
          : BarLine.DOUBLE;
    };
  }
}
