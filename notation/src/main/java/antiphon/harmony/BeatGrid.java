package antiphon.harmony;

import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The ways in which a chart may divide a bar: by pulses, by units of the meter, by halves of these, down to
 * 32nds.
 *
 * @param slots lengths in ticks of the parts, in order; together the bar
 */
record BeatGrid(List<Integer> slots) {
  /** Chords begin on multiples of this many ticks from the bar line. */
  static final int FINEST = Ticks.PER_WHOLE / 32;

  /** The grids of a meter, the coarsest first; each has more slots than the one before. */
  static List<BeatGrid> of(Meter meter) {
    List<BeatGrid> grids = new ArrayList<>();
    grids.add(new BeatGrid(meter.pulses()));
    for (int slot = meter.unitTicks(); slot >= FINEST; slot /= 2) {
      int count = meter.barTicks() / slot;
      if (count > grids.getLast().slots.size()) {
        grids.add(new BeatGrid(Collections.nCopies(count, slot)));
      }
    }
    return grids;
  }

  /** The grid with just so many slots. */
  static Optional<BeatGrid> withSlots(Meter meter, int count) {
    return of(meter).stream().filter(grid -> grid.slots.size() == count).findFirst();
  }

  /**
   * Lengths in ticks of {@code count} chords that share a bar with nothing said of how: whole slots of the
   * coarsest grid that has enough, the first chords the longer ones. Empty if there are too many.
   */
  static Optional<int[]> shared(Meter meter, int count) {
    return of(meter).stream().filter(grid -> grid.slots.size() >= count).findFirst().map(grid -> grid.share(count));
  }

  private int[] share(int count) {
    int[] lengths = new int[count];
    int slot = 0;
    for (int i = 0; i < count; i++) {
      int taken = slots.size() / count + (i < slots.size() % count ? 1 : 0);
      lengths[i] = slots.subList(slot, slot + taken).stream().mapToInt(Integer::intValue).sum();
      slot += taken;
    }
    return lengths;
  }

  /** Ticks from the bar line at which the slots begin. */
  long[] starts() {
    long[] starts = new long[slots.size()];
    for (int i = 1; i < starts.length; i++) {
      starts[i] = starts[i - 1] + slots.get(i - 1);
    }
    return starts;
  }

  boolean holds(long start) {
    return Arrays.binarySearch(starts(), start) >= 0;
  }
}
