package antiphon.lab.follow;

import antiphon.lab.evaluate.HeldOut;
import antiphon.follow.HarmonyCounts;
import antiphon.follow.HarmonyCounts.KnownBeat;
import antiphon.score.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Counts the harmony of a training set. For one use. */
public final class HarmonyCounting {
  /** Songs, hymns and lead sheets, of which there are few, against all else. */
  private static final double SONGS = 4;

  /** Music of other rules, of which there is much. */
  private static final double OLD = 0.3;

  private final List<List<KnownBeat>> pieces = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();

  /**
   * Reads the training split of a file, or a folder.
   *
   * @throws IOException if it cannot be read
   */
  public HarmonyCounting read(Path from) throws IOException {
    HeldOut.eachTraining(from, this::piece);
    return this;
  }

  private void piece(Score score) {
    KnownHarmony known = KnownHarmony.of(score);
    if (known.known()) {
      pieces.add(known.beats());
      weights.add(weight(score.tags()));
    }
  }

  private static double weight(List<String> tags) {
    if (tags.contains("voice+keyboard") || tags.contains("leadsheet") || tags.contains("hymn")) {
      return SONGS;
    }
    return tags.contains("choir") || tags.contains("renaissance") ? OLD : 1;
  }

  /** How many pieces there were whose harmony is known. */
  public int pieces() {
    return pieces.size();
  }

  /** The counts of all that was read. */
  public HarmonyCounts counts() {
    return HarmonyCounts.of(pieces, weights);
  }
}
