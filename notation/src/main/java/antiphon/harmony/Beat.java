package antiphon.harmony;

import antiphon.score.Bar;
import antiphon.time.Meter;
import java.util.ArrayList;
import java.util.List;

/**
 * A pulse of a bar as a rhythm section feels it.
 *
 * @param start ticks of the piece
 * @param length ticks
 * @param strong whether a group of pulses begins here: one and three of four, one of three
 * @param units notes of the meter's lower figure in it, if it is felt in these (6/8, 7/8); else 1
 */
record Beat(long start, long length, boolean strong, int units) {
  /** The beats of a bar; of a shorter one its meter's last, of a longer one its meter's over again. */
  static List<Beat> of(Bar bar) {
    Meter meter = bar.meter();
    List<Integer> pulses = meter.pulses();
    List<Beat> beats = new ArrayList<>();
    long start = bar.length() < meter.barTicks() ? bar.end() - meter.barTicks() : bar.start();
    for (int i = 0; start < bar.end(); i = (i + 1) % pulses.size()) {
      int pulse = pulses.get(i);
      long from = Math.max(start, bar.start());
      long to = Math.min(start + pulse, bar.end());
      if (from < to) {
        boolean whole = to - from == pulse;
        beats.add(new Beat(from, to - from, strong(i, pulses.size()), whole ? pulse / meter.unitTicks() : 1));
      }
      start += pulse;
    }
    return beats;
  }

  /** The beats of a bar in their groups; where there is one group of two, its halves. */
  static List<Beat> groups(Bar bar) {
    List<Beat> beats = of(bar);
    if (beats.size() == 2) {
      return beats;
    }
    List<Beat> groups = new ArrayList<>();
    for (Beat beat : beats) {
      if (beat.strong || groups.isEmpty()) {
        groups.add(beat);
      } else {
        Beat group = groups.removeLast();
        groups.add(new Beat(group.start, group.length + beat.length, group.strong, group.units));
      }
    }
    return groups;
  }

  /** Groups of two, or of three where there are three, six or nine pulses; of five or seven the first has three. */
  private static boolean strong(int pulse, int count) {
    if (count % 3 == 0 && count % 4 != 0) {
      return pulse % 3 == 0;
    }
    return count % 2 == 0 ? pulse % 2 == 0 : pulse == 0 || (pulse > 1 && pulse % 2 == 1);
  }

  long end() {
    return start + length;
  }

  /** The tick at which its second part begins: the half, or the last of three units. */
  long offbeat() {
    return units % 3 == 0 ? start + length / 3 * 2 : start + length / 2;
  }
}
