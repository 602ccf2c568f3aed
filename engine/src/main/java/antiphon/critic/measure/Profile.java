package antiphon.critic.measure;

import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;

/**
 * What the notes of a set of pieces are like: pitch classes above the tonic, durations, steps of the tune, places in the
 * bar. Mutable sums; one thread.
 */
public final class Profile {
  private final Histogram pitchClasses = new Histogram();
  private final Histogram durations = new Histogram();
  private final Histogram intervals = new Histogram();
  private final Histogram onsets = new Histogram();

  /**
   * How far two profiles are apart: Jensen-Shannon divergences in bits, 0 to 1.
   *
   * @param pitchClass of the pitch classes above the tonic
   * @param duration of the durations in ticks
   * @param interval of the semitones from one note to the next, of those that begin together from the highest
   * @param onset of the places in the bar, in ticks from its start
   */
  public record Divergence(double pitchClass, double duration, double interval, double onset) {}

  /** Adds the notes that begin in some bars of a piece, those of one voice or of several that count as one. */
  public Profile add(List<Bar> bars, List<Note> notes) {
    addIntervals(bars, notes);
    for (Bar bar : bars) {
      for (Note note : notes) {
        if (note.onset() >= bar.start() && note.onset() < bar.end()) {
          pitchClasses.add(Math.floorMod(note.pitch() - bar.key().tonic(), 12));
          durations.add(note.duration());
          onsets.add(note.onset() - bar.start());
        }
      }
    }
    return this;
  }

  /** The steps between the highest of the notes that begin together, in bars that are each other's neighbours. */
  private void addIntervals(List<Bar> bars, List<Note> notes) {
    List<Note> tops = new ArrayList<>();
    for (Note note : notes.stream().sorted().toList()) {
      if (note.onset() >= bars.getFirst().start() && note.onset() < bars.getLast().end()) {
        if (!tops.isEmpty() && tops.getLast().onset() == note.onset()) {
          tops.removeLast();
        }
        tops.add(note);
      }
    }
    for (int i = 1; i < tops.size(); i++) {
      intervals.add(tops.get(i).pitch() - tops.get(i - 1).pitch());
    }
  }

  /** Notes that were added. */
  public long notes() {
    return pitchClasses.total();
  }

  /** How often each pitch class above the tonic comes, 0 to 11. */
  public Histogram pitchClasses() {
    return pitchClasses;
  }

  /** How often each duration comes, in ticks. */
  public Histogram durations() {
    return durations;
  }

  /** How often each step of the tune comes, in semitones. */
  public Histogram intervals() {
    return intervals;
  }

  /** How often each place in the bar comes, in ticks from its start. */
  public Histogram onsets() {
    return onsets;
  }

  public Divergence divergence(Profile other) {
    return new Divergence(
        pitchClasses.divergence(other.pitchClasses),
        durations.divergence(other.durations),
        intervals.divergence(other.intervals),
        onsets.divergence(other.onsets));
  }
}
