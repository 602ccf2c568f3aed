package antiphon.score;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The numbers of an ending, as ABC and MusicXML write them: {@code 1}, {@code 1,3}, {@code 2-4}. Stateless. [any] */
public final class Endings {
  private static final int MOST = 99;

  private Endings() {}

  /** Reads them; what is no number from 1 to 99 is left out. */
  public static List<Integer> parse(String text) {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (String part : text.split("[^0-9-]+")) {
      String[] ends = part.split("-");
      if (ends.length > 0 && ends[0].matches("\\d{1,2}")) {
        int first = Integer.parseInt(ends[0]);
        int last = ends.length > 1 && ends[1].matches("\\d{1,2}") ? Integer.parseInt(ends[1]) : first;
        for (int number = Math.max(1, first); number <= Math.min(MOST, last); number++) {
          numbers.add(number);
        }
      }
    }
    return List.copyOf(numbers);
  }

  /** Writes them: {@code 1,3}. */
  public static String write(List<Integer> ending) {
    return ending.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
