package antiphon.abc;

import java.util.List;

/**
 * What one voice sounds between two moments of a bar with nothing beginning or ending in between: one
 * ABC note or chord.
 *
 * @param onset ticks from the bar's start
 * @param duration ticks, more than 0
 * @param tones from low to high; never empty
 */
public record Slice(long onset, long duration, List<Tone> tones) {
  /** The first tick after the slice, from the bar's start. */
  public long end() {
    return onset + duration;
  }
}
