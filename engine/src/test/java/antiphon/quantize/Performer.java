package antiphon.quantize;

import antiphon.capture.PerformedNote;
import antiphon.score.Note;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Plays a written score as a person might: every onset, end and velocity off by a seeded Gaussian error. */
record Performer(double jitterMs, double heldShare, long seed) {

  /** The performance of each note, in the order of {@code notes}. */
  List<PerformedNote> play(List<Note> notes, Timeline timeline) {
    Random random = new Random(seed);
    long[] onsets = new long[notes.size()];
    long[] ends = new long[notes.size()];
    for (int n = 0; n < onsets.length; n++) {
      Note note = notes.get(n);
      long written = note.onset() + Math.round(note.duration() * heldShare);
      onsets[n] = moved(note.onset(), random.nextGaussian() * jitterMs, timeline);
      ends[n] = Math.max(moved(written, random.nextGaussian() * jitterMs, timeline), moved(onsets[n], 15, timeline));
    }
    List<PerformedNote> performed = new ArrayList<>();
    for (int n = 0; n < onsets.length; n++) {
      int pitch = notes.get(n).pitch();
      long end = ends[n];
      for (int m = 0; m < onsets.length; m++) {
        // A key has to come up before it goes down again.
        if (m != n && notes.get(m).pitch() == pitch && notes.get(m).onset() > notes.get(n).onset()) {
          end = Math.min(end, Math.max(onsets[n], onsets[m]));
        }
      }
      int velocity = Math.clamp(Math.round(75 + 12 * random.nextGaussian()), 1, 127);
      performed.add(new PerformedNote(onsets[n], end, pitch, velocity, 0));
    }
    return performed;
  }

  static List<PerformedNote> inTime(List<PerformedNote> performed) {
    return performed.stream().sorted(Comparator.comparingLong(PerformedNote::onset)).toList();
  }

  private static long moved(long tick, double ms, Timeline timeline) {
    return tick + Math.round(ms * 1e6 * antiphon.time.Ticks.PER_QUARTER / timeline.tempoAt(tick).nanosPerQuarter());
  }
}
