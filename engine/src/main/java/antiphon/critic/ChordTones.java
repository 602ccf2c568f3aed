package antiphon.critic;

/**
 * A chord of the chart while it lasts in a bar.
 *
 * @param onset ticks from the bar's start
 * @param end ticks from the bar's start, after {@code onset}
 * @param pitchClasses its notes: bit 0 for C to bit 11 for B, at least one
 */
public record ChordTones(long onset, long end, int pitchClasses) {
  public ChordTones {
    if (onset < 0 || end <= onset || pitchClasses <= 0 || pitchClasses >= 1 << 12) {
      throw new IllegalArgumentException(
          "chord from " + onset + " to " + end + " with pitch classes " + pitchClasses
              + ": expected an end after the onset and 1 to 4095");
    }
  }

  boolean holds(int pitch) {
    return (pitchClasses >> pitch % 12 & 1) != 0;
  }
}
