package antiphon.lab.evaluate;

import antiphon.critic.measure.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** How far the notes of some excerpts are from the composers' on the same places. Stateless. */
final class Divergences {
  private static final int HALVINGS = 20;

  private Divergences() {}

  /** All of them together. */
  static Profile.Divergence of(List<Excerpt> own, List<Excerpt> composers) {
    return profile(own).divergence(profile(composers));
  }

  /**
   * The composers' against each other: one half of the pieces against the other half, the mean of twenty halvings. What
   * comes nearer than this is as near as other music of the same kind.
   */
  static Profile.Divergence floor(List<Excerpt> composers, long seed) {
    double[] sums = new double[4];
    List<Excerpt> shuffled = new ArrayList<>(composers);
    Random random = new Random(seed);
    for (int i = 0; i < HALVINGS; i++) {
      Collections.shuffle(shuffled, random);
      int half = shuffled.size() / 2;
      Profile.Divergence found = of(shuffled.subList(0, half), shuffled.subList(half, shuffled.size()));
      sums[0] += found.pitchClass();
      sums[1] += found.duration();
      sums[2] += found.interval();
      sums[3] += found.onset();
    }
    return new Profile.Divergence(sums[0] / HALVINGS, sums[1] / HALVINGS, sums[2] / HALVINGS, sums[3] / HALVINGS);
  }

  private static Profile profile(List<Excerpt> excerpts) {
    Profile profile = new Profile();
    excerpts.forEach(excerpt -> excerpt.addTo(profile));
    return profile;
  }
}
