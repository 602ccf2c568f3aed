package antiphon.follow;

import antiphon.follow.HarmonyCounts.KnownBeat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The keys through which a piece goes whose triads are known, as its signature does not tell of modulations, nor often
 * of minor: the likeliest way by what follows what in a key. Stateless but for its tables.
 */
final class KeyPath {
  /** What a change of key costs, in nats. */
  private static final double CHANGE = 7;

  /** What each beat in the key that is written is worth. */
  private static final double WRITTEN = 0.15;

  /** Counts of all changes together that each row has beside its own. */
  private static final double BACK_OFF = 5;

  private final double[][] chances = new double[HarmonyCounts.MODES][Triads.COUNT];
  private final double[][] changes = new double[HarmonyCounts.MODES][Triads.COUNT * Triads.COUNT];

  /** @param pieces in the keys that are written */
  KeyPath(List<List<KnownBeat>> pieces) {
    for (double[] mode : chances) {
      Arrays.fill(mode, 0.02);
    }
    for (List<KnownBeat> piece : pieces) {
      int before = Triads.NONE;
      for (KnownBeat beat : piece) {
        if (beat.triad() != Triads.NONE && beat.triad() != before) {
          int to = Triads.relative(beat.triad(), beat.key() % 12);
          chances[beat.key() / 12][to]++;
          if (before != Triads.NONE) {
            changes[beat.key() / 12][Triads.relative(before, beat.key() % 12) * Triads.COUNT + to]++;
          }
          before = beat.triad();
        }
      }
    }
    for (int mode = 0; mode < chances.length; mode++) {
      double all = Arrays.stream(chances[mode]).sum();
      for (int c = 0; c < Triads.COUNT; c++) {
        chances[mode][c] /= all;
      }
      for (int from = 0; from < Triads.COUNT; from++) {
        double row = 0;
        for (int to = 0; to < Triads.COUNT; to++) {
          row += changes[mode][from * Triads.COUNT + to];
        }
        for (int to = 0; to < Triads.COUNT; to++) {
          int at = from * Triads.COUNT + to;
          changes[mode][at] = Math.log((changes[mode][at] + BACK_OFF * chances[mode][to]) / (row + BACK_OFF));
        }
      }
      for (int c = 0; c < Triads.COUNT; c++) {
        chances[mode][c] = Math.log(chances[mode][c]);
      }
    }
  }

  /** The piece in the keys that it is heard in. */
  List<KnownBeat> heard(List<KnownBeat> piece) {
    double[] best = new double[HarmonyCounts.KEYS];
    int[][] from = new int[piece.size()][HarmonyCounts.KEYS];
    int before = Triads.NONE;
    for (int i = 0; i < piece.size(); i++) {
      KnownBeat beat = piece.get(i);
      int leader = leader(best);
      double moved = best[leader] - CHANGE;
      for (int key = 0; key < best.length; key++) {
        from[i][key] = best[key] >= moved || i == 0 ? key : leader;
        best[key] = i == 0 ? best[key] : Math.max(best[key], moved);
        if (beat.triad() != Triads.NONE && beat.triad() != before) {
          int to = Triads.relative(beat.triad(), key % 12);
          best[key] += before == Triads.NONE
              ? chances[key / 12][to]
              : changes[key / 12][Triads.relative(before, key % 12) * Triads.COUNT + to];
        }
      }
      best[beat.key()] += WRITTEN;
      before = beat.triad() == Triads.NONE ? before : beat.triad();
    }
    List<KnownBeat> heard = new ArrayList<>();
    int key = leader(best);
    for (int i = piece.size() - 1; i >= 0; i--) {
      heard.addFirst(piece.get(i).in(key));
      key = from[i][key];
    }
    return heard;
  }

  private static int leader(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
