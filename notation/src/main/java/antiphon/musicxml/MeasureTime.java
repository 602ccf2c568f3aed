package antiphon.musicxml;

import antiphon.time.Ticks;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the reading of a measure stands. Files round the lengths of tuplets to their own divisions; what
 * a note looks like says the exact length, and all that is written at the same place of the file stands
 * at the same tick. One thread.
 */
final class MeasureTime {
  /** Exact ticks by the rounded ticks of what the file's own durations add up to. */
  private final Map<Long, Long> exact = new HashMap<>();
  private double at;
  private double begun;
  private double longest;
  private long end;

  /** Ticks from the start of the measure. */
  long now() {
    return exact(at);
  }

  /** Whether nothing has passed. */
  boolean begins() {
    return at == 0;
  }

  /** Begins a note or a chord; its tick. */
  long begin() {
    begun = at;
    return now();
  }

  /**
   * The tick at which a note ends that belongs to what began last.
   *
   * @param duration in divisions
   * @param nominal ticks by its looks, 0 if those say nothing
   * @param divisions in a quarter
   */
  long after(double duration, long nominal, int divisions) {
    double unit = (double) Ticks.PER_QUARTER / divisions;
    double raw = begun + duration * unit;
    long end = exact(begun) + nominal;
    if (nominal > 0 && Math.abs(nominal - duration * unit) < unit && Math.abs(end - raw) < 2 * unit) {
      exact.putIfAbsent(Math.round(raw), end);
    }
    return exact(raw);
  }

  /** Lets time pass; back if negative, but not before the start. */
  void move(double duration, int divisions) {
    at = Math.max(0, at + duration * Ticks.PER_QUARTER / divisions);
    if (at > longest) {
      longest = at;
      end = now();
    }
  }

  /** The tick at which the longest voice ends. */
  long length() {
    return end;
  }

  private long exact(double ticks) {
    return exact.getOrDefault(Math.round(ticks), Math.round(ticks));
  }
}
