package antiphon.capture;

/**
 * A note as it was played, on no grid.
 *
 * <p>It has two ends because a pedal makes it sound on when the finger has gone. The key's end is what
 * the hand meant and what a score shows; the sound's end is what was heard.
 *
 * @param onset transport tick of the key going down; negative in a count-in or pick-up
 * @param keyEnd tick of the key going up, {@code onset} or later
 * @param end tick at which the sound ends, {@code keyEnd} or later
 * @param pitch MIDI note number, 0 to 127
 * @param velocity 1 to 127
 * @param channel 0 to 15
 * @param held whether the key was still down when asked; the ends are then the tick of asking
 */
public record PerformedNote(
    long onset, long keyEnd, long end, int pitch, int velocity, int channel, boolean held) {
  public PerformedNote {
    if (keyEnd < onset || end < keyEnd) {
      throw new IllegalArgumentException(
          "performed note " + onset + " to " + keyEnd + " (key) and " + end + " (sound): expected them in order");
    }
    if (pitch < 0 || pitch > 127 || velocity < 1 || velocity > 127 || channel < 0 || channel > 15) {
      throw new IllegalArgumentException(
          "performed note: pitch " + pitch + ", velocity " + velocity + ", channel " + channel
              + "; expected 0 to 127, 1 to 127, 0 to 15");
    }
  }

  /** A note played without pedal. */
  public PerformedNote(long onset, long end, int pitch, int velocity, int channel) {
    this(onset, end, end, pitch, velocity, channel, false);
  }

  /** Whether a pedal made the note outlast its key. */
  public boolean pedalled() {
    return end > keyEnd;
  }
}
