package antiphon.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts interleaved ABC into patches and joins them again, as NotaGen's models expect it.
 *
 * <p>Lines before the first that starts with {@code [V:} or {@code [r:} are header and are chopped as
 * they are. A body line is cut into units first: its pieces are what stands between bar lines, and the
 * bar lines ({@code |: :: :| [| || |] |}, the first that fits); a first piece that is no bar line is a
 * unit, then every two pieces, a bar line and what follows it; a last unit without a {@code V} (the
 * closing bar line) joins the one before. A unit is chopped every sixteen characters; if that leaves a
 * rest, the rest is ended. Where the original would drop text (an empty line, a line of a single unit
 * without a voice, an odd number of pieces) the text is kept.
 */
public final class Patchilizer {
  private static final Pattern BAR_LINE = Pattern.compile("\\|:|::|:\\||\\[\\||\\|\\||\\|]|\\|");

  private Patchilizer() {}

  /**
   * The patches of a text, without {@link Patch#FIRST} and {@link Patch#LAST}. [any]
   *
   * @param text whole lines of header, body or both; codes 3 to 127
   * @throws IllegalArgumentException naming line and column of a character out of range
   */
  public static List<Patch> patches(String text) {
    return patches(text, false);
  }

  /**
   * The same for a text that goes on inside its last unit: the last patch is open unless it is full. Its
   * symbols are what the model's lower level is given before it writes. A text that stops right after a
   * bar line is read as if its line were over: stop before it, or behind the voice that follows. [any]
   */
  public static List<Patch> openPatches(String text) {
    return patches(text, true);
  }

  /** The text of some patches; special patches have none. [any] */
  public static String text(List<Patch> patches) {
    StringBuilder text = new StringBuilder(patches.size() * Patch.SIZE);
    for (Patch patch : patches) {
      text.append(patch.text());
    }
    return text.toString();
  }

  private static List<Patch> patches(String text, boolean open) {
    requireSymbols(text);
    List<Patch> patches = new ArrayList<>(text.length() / 8 + 1);
    boolean body = false;
    int from = 0;
    while (from < text.length()) {
      int newline = text.indexOf('\n', from);
      int to = newline < 0 ? text.length() : newline + 1;
      String line = text.substring(from, to);
      body |= line.startsWith("[V:") || line.startsWith("[r:");
      List<String> units = body ? units(line) : List.of(line);
      for (int i = 0; i < units.size(); i++) {
        chop(units.get(i), open && to == text.length() && i == units.size() - 1, patches);
      }
      from = to;
    }
    return patches;
  }

  /** The units of a body line, in order; together they are the line. */
  static List<String> units(String line) {
    List<String> pieces = new ArrayList<>();
    Matcher barLine = BAR_LINE.matcher(line);
    boolean startsWithBarLine = barLine.lookingAt();
    int from = 0;
    barLine.reset();
    while (barLine.find()) {
      if (barLine.start() > from) {
        pieces.add(line.substring(from, barLine.start()));
      }
      pieces.add(barLine.group());
      from = barLine.end();
    }
    if (from < line.length()) {
      pieces.add(line.substring(from));
    }
    List<String> units = new ArrayList<>();
    int piece = 0;
    if (!startsWithBarLine) {
      units.add(pieces.get(piece++));
    }
    for (; piece < pieces.size(); piece += 2) {
      units.add(pieces.get(piece) + (piece + 1 < pieces.size() ? pieces.get(piece + 1) : ""));
    }
    if (units.size() > 1 && units.getLast().indexOf('V') < 0) {
      String closing = units.removeLast();
      units.add(units.removeLast() + closing);
    }
    return units;
  }

  private static void chop(String unit, boolean open, List<Patch> into) {
    for (int from = 0; from < unit.length(); from += Patch.SIZE) {
      String chars = unit.substring(from, Math.min(from + Patch.SIZE, unit.length()));
      into.add(open ? Patch.open(chars) : Patch.of(chars));
    }
  }

  private static void requireSymbols(String text) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= Patch.END || c >= Patch.VOCABULARY) {
        throw new IllegalArgumentException(
            "line " + line + ", column " + (i - lineStart + 1) + ": character " + (int) c
                + ", expected ASCII (3 to 127)");
      }
      if (c == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
  }
}
