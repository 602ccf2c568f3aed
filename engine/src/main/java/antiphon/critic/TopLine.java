package antiphon.critic;

import antiphon.generate.BarNote;
import java.util.Arrays;
import java.util.List;

/** The highest of the notes that begin together, moment by moment: what is heard as the voice's tune. Grows. */
final class TopLine {
  private long[] onsets = new long[16];
  private int[] pitches = new int[16];
  private long[] durations = new long[16];
  private int size;

  /**
   * Goes on with a bar.
   *
   * @param start tick of the bar
   * @param notes of one voice, in any order; what is held over from before makes its note longer
   */
  TopLine add(long start, List<BarNote> notes) {
    int from = size;
    for (BarNote note : notes) {
      if (note.heldFrom()) {
        lengthen(from, start, note);
      } else {
        insert(from, start + note.onset(), note.pitch(), note.end() - note.onset());
      }
    }
    return this;
  }

  private void lengthen(int from, long start, BarNote held) {
    for (int i = from - 1; i >= 0; i--) {
      if (pitches[i] == held.pitch() && onsets[i] + durations[i] == start) {
        durations[i] += held.end();
        return;
      }
    }
  }

  /** Goes on with a note that begins where the last one began, or after it. */
  TopLine add(long onset, int pitch, long duration) {
    insert(Math.max(0, size - 1), onset, pitch, duration);
    return this;
  }

  private void insert(int from, long onset, int pitch, long duration) {
    int at = size;
    while (at > from && onsets[at - 1] > onset) {
      at--;
    }
    if (at > from && onsets[at - 1] == onset) {
      if (pitch > pitches[at - 1]) {
        pitches[at - 1] = pitch;
        durations[at - 1] = duration;
      }
      return;
    }
    if (size == onsets.length) {
      onsets = Arrays.copyOf(onsets, 2 * size);
      pitches = Arrays.copyOf(pitches, 2 * size);
      durations = Arrays.copyOf(durations, 2 * size);
    }
    System.arraycopy(onsets, at, onsets, at + 1, size - at);
    System.arraycopy(pitches, at, pitches, at + 1, size - at);
    System.arraycopy(durations, at, durations, at + 1, size - at);
    onsets[at] = onset;
    pitches[at] = pitch;
    durations[at] = duration;
    size++;
  }

  int size() {
    return size;
  }

  long onset(int index) {
    return onsets[index];
  }

  int pitch(int index) {
    return pitches[index];
  }

  long duration(int index) {
    return durations[index];
  }
}
