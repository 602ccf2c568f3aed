package antiphon.lab.follow;

import antiphon.follow.BeatNotes;
import antiphon.follow.HarmonyCounts.KnownBeat;
import antiphon.follow.HarmonyCounts.Struck;
import antiphon.follow.HarmonyFollower;
import antiphon.follow.Outlook;
import antiphon.follow.Triads;
import java.util.ArrayList;
import java.util.List;

/** Lets a follower hear a tune beat by beat and takes down what it expected. Stateless. */
public final class FollowBench {
  /** Of a beat that has just begun so much is heard, as a share of it. */
  private static final double BEGUN = 1 / 6.0;

  private FollowBench() {}

  /** What is played. */
  public enum Heard {
    MELODY,
    EVERYTHING
  }

  /**
   * What was expected of each beat.
   *
   * @param outlooks for each beat as it begins, its first note heard: of itself and of those after it
   */
  public record Followed(List<Outlook> outlooks) {
    /** What was expected of beat {@code index} so many beats before; null where nothing had begun. */
    public Outlook.Odds of(int index, int ahead) {
      return outlooks.get(index - ahead).odds().get(ahead);
    }
  }

  /** Plays beats to a follower that is new. */
  public static Followed follow(List<KnownBeat> beats, HarmonyFollower follower, Heard heard, int ahead) {
    follower.reset();
    BeatNotes sounding = new BeatNotes();
    List<Outlook> outlooks = new ArrayList<>();
    for (KnownBeat beat : beats) {
      List<Struck> notes = heard == Heard.MELODY ? beat.melody() : beat.all();
      fill(sounding, notes, BEGUN);
      outlooks.add(follower.ahead(ahead + 1, sounding));
      fill(sounding, notes, 1);
      follower.hear(beat.bar(), beat.beat(), beat.beats(), sounding);
    }
    return new Followed(outlooks);
  }

  private static void fill(BeatNotes sounding, List<Struck> notes, double to) {
    sounding.clear();
    for (Struck note : notes) {
      if (note.from() < to) {
        sounding.add(note.pitch(), note.from(), Math.min(note.to(), to));
      }
    }
    sounding.done();
  }

  /** Share of the beats from {@code first} on whose triad was the likeliest {@code ahead} beats before; NaN if none is known. */
  public static double right(List<KnownBeat> beats, Followed followed, int ahead, int first, int end) {
    int known = 0;
    int right = 0;
    for (int i = Math.max(first, ahead); i < Math.min(end, beats.size()); i++) {
      if (beats.get(i).triad() != Triads.NONE && !beats.get(i).melody().isEmpty()) {
        known++;
        right += followed.of(i, ahead).triad() == beats.get(i).triad() ? 1 : 0;
      }
    }
    return known == 0 ? Double.NaN : (double) right / known;
  }
}
