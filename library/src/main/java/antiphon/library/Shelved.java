package antiphon.library;

import java.util.List;

/**
 * All that the library keeps of a take or an imported piece; made from its folder by a {@link TakeReader}.
 *
 * @param kind what it is
 * @param title for people, as it was recorded
 * @param created when it was begun, as ISO 8601
 * @param program that recorded it, or the file that was imported
 * @param model the companion's, empty if there was none
 * @param style name of the preset, empty if there was none
 * @param mode how the time was shared at the start, empty if it was not
 * @param chart title of the changes, empty if there were none
 * @param meter at the start
 * @param tempo at the start, quarters a minute
 * @param past bars that went before bar 1, of the take that it goes on from
 * @param shortness why it does not reach to its end, empty if it does
 * @param notes as they sounded
 * @param barStartsMs for each bar when it begins
 * @param lines its melodies
 * @param lineBars for each line, for each of its notes, the bar from 0
 * @param analysis what was measured
 * @param traits what it is compared by
 */
public record Shelved(
    Kind kind, String title, String created, String program, String model, String style, String mode, String chart,
    String meter, double tempo, int past, String shortness, List<Sounded> notes, List<Integer> barStartsMs,
    List<Line> lines, List<List<Integer>> lineBars, Analysis analysis, double[] traits) {
  /** Where it comes from. */
  public enum Kind {
    /** Played here. */
    TAKE,
    /** Read from a file of another program. */
    IMPORT
  }

  public Shelved {
    notes = List.copyOf(notes);
    barStartsMs = List.copyOf(barStartsMs);
    lines = List.copyOf(lines);
    lineBars = List.copyOf(lineBars);
  }

  /** How long it sounds. */
  int lengthMs() {
    return notes.stream().mapToInt(note -> note.onsetMs() + note.lengthMs()).max().orElse(0);
  }
}
