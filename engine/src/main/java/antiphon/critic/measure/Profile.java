package antiphon.critic.measure;

import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.List;

/** What the notes of a set of pieces are like: pitch classes above the tonic, durations, places in the bar. Mutable sums; one thread. */
public final class Profile {
  private final Histogram pitchClasses = new Histogram();
  private final Histogram durations = new Histogram();
  private final Histogram onsets = new Histogram();

  /**
   * How far two profiles are apart: Jensen-Shannon divergences in bits, 0 to 1.
   *
   * @param pitchClass of the pitch classes above the tonic
   * @param duration of the durations in ticks
   * @param onset of the places in the bar, in ticks from its start
   */
  public record Divergence(double pitchClass, double duration, double onset) {}

  /** Adds the notes that begin in some bars of a piece. */
  public Profile add(List<Bar> bars, List<Note> notes) {
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

  /** Notes that were added. */
  public long notes() {
    return pitchClasses.total();
  }

  public Divergence divergence(Profile other) {
    return new Divergence(
        pitchClasses.divergence(other.pitchClasses), durations.divergence(other.durations), onsets.divergence(other.onsets));
  }
}
