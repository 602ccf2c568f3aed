package antiphon.abc;

import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;

/**
 * Elements of a bar that share a ratio: {@code p} notes in the time of {@code q}; 1:1 is no tuplet.
 *
 * @param p how many
 * @param q in the time of how many
 * @param elements at least one, in order
 */
public record TupletGroup(int p, int q, List<Element> elements) {
  /** The finest grid that plain note values reach: 128ths. What lies off it is part of a tuplet. */
  public static final int GRID = Ticks.PER_WHOLE / 128;

  private static final int[][] RATIOS = {{3, 2}, {5, 4}, {7, 4}, {9, 8}};
  private static final int LONGEST = 9;

  /** ABC before the first note of the group: {@code (3}, {@code (3:2:2}, or nothing. */
  String mark() {
    if (p == 1) {
      return "";
    }
    return p == 3 && elements.size() == 3 ? "(3" : "(" + p + ":" + q + ":" + elements.size();
  }

  /** Ticks that {@code duration} is written with inside the group. */
  public long nominal(long duration) {
    return duration * p / q;
  }

  /** Groups the elements of a bar, cutting at quarters where a tuplet would otherwise straddle the beat. */
  public static List<TupletGroup> of(List<Element> elements) {
    List<TupletGroup> groups = new ArrayList<>();
    for (List<Element> region : regions(elements)) {
      if (region.size() == 1 && onGrid(region.getFirst().end()) && onGrid(region.getFirst().onset())) {
        groups.add(new TupletGroup(1, 1, region));
      } else if (aligned(region)) {
        groups.add(tuplet(region));
      } else {
        for (List<Element> part : regions(cutAtQuarters(region))) {
          groups.add(tuplet(part));
        }
      }
    }
    return groups;
  }

  /** Splits into runs that begin and end on the plain grid and only there. */
  private static List<List<Element>> regions(List<Element> elements) {
    List<List<Element>> regions = new ArrayList<>();
    List<Element> run = new ArrayList<>();
    for (Element element : elements) {
      run.add(element);
      if (onGrid(element.end())) {
        regions.add(List.copyOf(run));
        run.clear();
      }
    }
    if (!run.isEmpty()) {
      regions.add(List.copyOf(run));
    }
    return regions;
  }

  private static TupletGroup tuplet(List<Element> region) {
    if (region.size() > 1 && region.size() <= LONGEST) {
      for (int[] ratio : RATIOS) {
        if (region.stream().allMatch(e -> e.duration() * ratio[0] % ((long) GRID * ratio[1]) == 0)) {
          return new TupletGroup(ratio[0], ratio[1], region);
        }
      }
    }
    return new TupletGroup(1, 1, region);
  }

  /** Whether the region is a tuplet that fills a plain note value at a multiple of that value. */
  private static boolean aligned(List<Element> region) {
    long length = region.getLast().end() - region.getFirst().onset();
    return tuplet(region).p > 1
        && length % GRID == 0
        && Long.bitCount(length / GRID) == 1
        && region.getFirst().onset() % length == 0;
  }

  private static List<Element> cutAtQuarters(List<Element> region) {
    List<Element> cut = new ArrayList<>();
    for (Element element : region) {
      Element rest = element;
      // Only where one end lies on the grid: a note that is off it on both sides belongs to one tuplet.
      boolean cuttable = onGrid(rest.onset()) || onGrid(rest.end());
      long quarter = (rest.onset() / Ticks.PER_QUARTER + 1) * Ticks.PER_QUARTER;
      if (cuttable && onGrid(rest.onset())) {
        quarter = (rest.end() - 1) / Ticks.PER_QUARTER * Ticks.PER_QUARTER;
      }
      if (cuttable && quarter > rest.onset() && quarter < rest.end()) {
        List<Element> halves = rest.cut(quarter);
        cut.add(halves.getFirst());
        rest = halves.getLast();
      }
      cut.add(rest);
    }
    return cut;
  }

  private static boolean onGrid(long offset) {
    return offset % GRID == 0;
  }
}
