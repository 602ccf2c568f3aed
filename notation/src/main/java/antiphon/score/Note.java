package antiphon.score;

import java.util.Comparator;

/**
 * A written note: what sounds from its onset through all its ties.
 *
 * @param onset ticks from the start of the score
 * @param duration ticks, more than 0
 * @param pitch MIDI note number, 0 to 127 (60 is middle C)
 */
public record Note(long onset, long duration, int pitch) implements Comparable<Note> {
  private static final Comparator<Note> ORDER =
      Comparator.comparingLong(Note::onset).thenComparingInt(Note::pitch).thenComparingLong(Note::duration);

  public Note {
    if (duration <= 0 || pitch < 0 || pitch > 127) {
      throw new IllegalArgumentException(
          "note at " + onset + ": pitch " + pitch + ", duration " + duration
              + "; expected a pitch of 0 to 127 and a duration above 0");
    }
  }

  /** The first tick after the note. */
  public long end() {
    return onset + duration;
  }

  /** The same note {@code ticks} later. */
  public Note shifted(long ticks) {
    return new Note(onset + ticks, duration, pitch);
  }

  /** By onset, then pitch, then duration. */
  @Override
  public int compareTo(Note other) {
    return ORDER.compare(this, other);
  }
}
