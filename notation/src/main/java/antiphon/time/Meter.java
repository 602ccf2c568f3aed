package antiphon.time;

import java.util.ArrayList;
import java.util.List;

/**
 * A time signature: {@code beats} notes of value 1/{@code unit} make a bar.
 *
 * @param beats the upper figure, 1 to 64
 * @param unit the lower figure: 1, 2, 4, 8, 16 or 32
 */
public record Meter(int beats, int unit) {
  /** Common time, the meter of everything that does not say otherwise. */
  public static final Meter COMMON = new Meter(4, 4);

  public Meter {
    if (beats < 1 || beats > 64) {
      throw new IllegalArgumentException("meter " + beats + "/" + unit + ": expected 1 to 64 beats");
    }
    if (Integer.bitCount(unit) != 1 || unit < 1 || unit > 32) {
      throw new IllegalArgumentException(
          "meter " + beats + "/" + unit + ": expected a lower figure of 1, 2, 4, 8, 16 or 32");
    }
  }

  /**
   * Reads {@code 6/8}, {@code C} (4/4) or {@code C|} (2/2).
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public static Meter parse(String text) {
    String trimmed = text.strip();
    if (trimmed.equals("C")) {
      return COMMON;
    }
    if (trimmed.equals("C|")) {
      return new Meter(2, 2);
    }
    int slash = trimmed.indexOf('/');
    try {
      if (slash > 0) {
        return new Meter(
            Integer.parseInt(trimmed.substring(0, slash).strip()),
            Integer.parseInt(trimmed.substring(slash + 1).strip()));
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message below, which says the same better.
    }
    throw new IllegalArgumentException("meter '" + text + "': expected a fraction such as 6/8");
  }

  /** Ticks in a full bar. */
  public int barTicks() {
    return beats * unitTicks();
  }

  /** Ticks in one note of the lower figure. */
  public int unitTicks() {
    return Ticks.PER_WHOLE / unit;
  }

  /** Whether the beats fall in dotted groups of three (6/8, 9/8, 12/8, 15/16 …). */
  public boolean compound() {
    return unit >= 8 && beats > 3 && beats % 3 == 0;
  }

  /**
   * Lengths in ticks of the pulses of a bar, in order: what a listener counts and what a beam spans.
   *
   * <p>3 eighths in 6/8; one unit in 3/4; in other short-unit meters twos with the odd one at the end,
   * so 2+2+3 in 7/8 and 2+3 in 5/8.
   */
  public List<Integer> pulses() {
    int unitTicks = unitTicks();
    List<Integer> pulses = new ArrayList<>();
    if (compound()) {
      for (int i = 0; i < beats; i += 3) {
        pulses.add(3 * unitTicks);
      }
    } else if (unit <= 4 || beats == 1) {
      for (int i = 0; i < beats; i++) {
        pulses.add(unitTicks);
      }
    } else {
      int left = beats;
      for (; left > 3; left -= 2) {
        pulses.add(2 * unitTicks);
      }
      pulses.add(left * unitTicks);
    }
    return List.copyOf(pulses);
  }

  /**
   * Whether a pulse of this meter begins at {@code offset}.
   *
   * @param offset ticks from the bar line; 0 is a pulse
   */
  public boolean onPulse(long offset) {
    long start = 0;
    for (int pulse : pulses()) {
      if (offset <= start) {
        return offset == start;
      }
      start += pulse;
    }
    return offset == start;
  }

  @Override
  public String toString() {
    return beats + "/" + unit;
  }
}
