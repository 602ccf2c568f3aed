package antiphon.follow;

import java.util.Arrays;

/** The odds that the counts give, smoothed; all relative to the tonic, by mode. Immutable. [any] */
final class HarmonyTables {
  private static final int CHORDS = Triads.COUNT;

  /** Counts of the more general that each row has beside its own. */
  private static final double CHANGES = 10;
  private static final double NOTES = 20;
  private static final double FULL_NOTES = 100;
  private static final double BASSES = 50;

  /** Of each row so much goes to all notes alike. */
  private static final double ANY = 0.015;

  /** What relates keys: from major and from minor, by mode of the other and semitones up. */
  private static final double[][] RELATED = {
    // major to major, major to minor
    {0, 0.6, 0.6, 0.6, 0.6, 3, 0.6, 3, 0.6, 0.6, 0.6, 0.6, 2, 0.4, 1.5, 0.4, 1, 0.4, 0.4, 0.4, 0.4, 4, 0.4, 0.4},
    // minor to major, minor to minor
    {2, 0.4, 0.4, 4, 0.4, 0.4, 0.4, 0.4, 1, 0.4, 1.5, 0.4, 0, 0.6, 0.6, 0.6, 0.6, 3, 0.6, 3, 0.6, 0.6, 0.6, 0.6}
  };

  /** Place, mode: from a row to a column. */
  final double[][][] transitions = new double[HarmonyCounts.PLACES][HarmonyCounts.MODES][];

  /** Mode: triad, pitch class. */
  final double[][] on;
  final double[][] off;
  final double[][] logOn;
  final double[][] logOff;
  final double[][] logFull;
  final double[][] logBass;

  /** Mode: how often each triad is met. */
  final double[][] chances = new double[HarmonyCounts.MODES][CHORDS];

  /** Steps ahead, mode: what the melody has, by the note before; and whatever was before. */
  final double[][][] melody = new double[HarmonyCounts.AHEAD.length][HarmonyCounts.MODES][13 * 12];
  final double[][] anyMelody = new double[HarmonyCounts.MODES][12];

  /** From a key to another. */
  final double[] related = new double[HarmonyCounts.KEYS * HarmonyCounts.KEYS];

  HarmonyTables(HarmonyCounts counts) {
    for (int mode = 0; mode < HarmonyCounts.MODES; mode++) {
      chances(counts, mode);
    }
    double[] motion = motion(counts);
    for (int mode = 0; mode < HarmonyCounts.MODES; mode++) {
      transitions(counts, mode, motion);
      melodies(counts, mode);
    }
    on = emissions(counts.on, NOTES);
    off = emissions(counts.off, NOTES);
    logOn = logarithms(on);
    logOff = logarithms(off);
    logFull = logarithms(emissions(counts.full, FULL_NOTES));
    logBass = logarithms(emissions(counts.bass, BASSES));
    keys();
  }

  private void chances(HarmonyCounts counts, int mode) {
    Arrays.fill(chances[mode], 0.5);
    for (double[][] place : counts.transitions) {
      for (int i = 0; i < CHORDS * CHORDS; i++) {
        chances[mode][i % CHORDS] += place[mode][i];
      }
    }
    normalize(chances[mode], 0, CHORDS);
  }

  /** Changes by the way of the root, whatever the key: quality, then interval and quality. */
  private static double[] motion(HarmonyCounts counts) {
    double[] motion = new double[Triads.QUALITIES * CHORDS];
    for (double[][] place : counts.transitions) {
      for (double[] mode : place) {
        for (int i = 0; i < CHORDS * CHORDS; i++) {
          int from = i / CHORDS;
          int to = i % CHORDS;
          if (from != to) {
            motion[from % Triads.QUALITIES * CHORDS + Triads.relative(to, Triads.root(from))] += mode[i];
          }
        }
      }
    }
    for (int quality = 0; quality < Triads.QUALITIES; quality++) {
      for (int to = 0; to < CHORDS; to++) {
        motion[quality * CHORDS + to] += to == quality ? 0 : 0.2;
      }
      normalize(motion, quality * CHORDS, CHORDS);
    }
    return motion;
  }

  private void transitions(HarmonyCounts counts, int mode, double[] motion) {
    double[] all = new double[CHORDS * CHORDS];
    for (double[][] place : counts.transitions) {
      for (int i = 0; i < all.length; i++) {
        all[i] += place[mode][i];
      }
    }
    // To which triad, if to another: by all places together, backed by the root's motion and by how common it is.
    double[] changes = new double[CHORDS * CHORDS];
    for (int from = 0; from < CHORDS; from++) {
      double[] general = new double[CHORDS];
      double own = 0;
      for (int to = 0; to < CHORDS; to++) {
        if (to != from) {
          general[to] = 0.5 * motion[from % Triads.QUALITIES * CHORDS + Triads.relative(to, Triads.root(from))]
              + 0.5 * chances[mode][to];
          own += all[from * CHORDS + to];
        }
      }
      normalize(general, 0, CHORDS);
      for (int to = 0; to < CHORDS; to++) {
        changes[from * CHORDS + to] =
            to == from ? 0 : (all[from * CHORDS + to] + CHANGES * general[to]) / (own + CHANGES);
      }
    }
    for (int place = 0; place < HarmonyCounts.PLACES; place++) {
      transitions[place][mode] = here(counts.transitions[place][mode], changes);
    }
  }

  private static double[] here(double[] counted, double[] changes) {
    double stays = 0;
    double sum = 0;
    for (int i = 0; i < counted.length; i++) {
      stays += i / CHORDS == i % CHORDS ? counted[i] : 0;
      sum += counted[i];
    }
    double usual = sum == 0 ? 0.8 : stays / sum;
    double[] table = new double[CHORDS * CHORDS];
    for (int from = 0; from < CHORDS; from++) {
      double row = 0;
      for (int to = 0; to < CHORDS; to++) {
        row += counted[from * CHORDS + to];
      }
      double diagonal = counted[from * CHORDS + from];
      double stay = (diagonal + CHANGES * usual) / (row + CHANGES);
      for (int to = 0; to < CHORDS; to++) {
        int at = from * CHORDS + to;
        table[at] = to == from
            ? stay
            : (1 - stay) * (counted[at] + 3 * CHANGES * changes[at]) / (row - diagonal + 3 * CHANGES);
      }
    }
    return table;
  }

  private static double[][] emissions(double[][] counted, double backOff) {
    double[] byRoot = new double[Triads.QUALITIES * 12];
    for (double[] mode : counted) {
      for (int i = 0; i < mode.length; i++) {
        byRoot[i / 12 % Triads.QUALITIES * 12 + Math.floorMod(i % 12 - Triads.root(i / 12), 12)] += mode[i];
      }
    }
    for (int quality = 0; quality < Triads.QUALITIES; quality++) {
      for (int i = 0; i < 12; i++) {
        byRoot[quality * 12 + i]++;
      }
      normalize(byRoot, quality * 12, 12);
    }
    double[][] tables = new double[HarmonyCounts.MODES][CHORDS * 12];
    for (int mode = 0; mode < HarmonyCounts.MODES; mode++) {
      double[] scale = new double[12];
      Arrays.fill(scale, 1);
      for (int i = 0; i < CHORDS * 12; i++) {
        scale[i % 12] += counted[mode][i];
      }
      normalize(scale, 0, 12);
      for (int chord = 0; chord < CHORDS; chord++) {
        double sum = 0;
        for (int note = 0; note < 12; note++) {
          sum += counted[mode][chord * 12 + note];
        }
        for (int note = 0; note < 12; note++) {
          double general = 0.7 * byRoot[chord % Triads.QUALITIES * 12 + Math.floorMod(note - Triads.root(chord), 12)]
              + 0.3 * scale[note];
          double share = (counted[mode][chord * 12 + note] + backOff * general) / (sum + backOff);
          tables[mode][chord * 12 + note] = (1 - ANY) * share + ANY / 12;
        }
      }
    }
    return tables;
  }

  private void melodies(HarmonyCounts counts, int mode) {
    for (int steps = 0; steps < melody.length; steps++) {
      for (int i = 0; i < melody[steps][mode].length; i++) {
        melody[steps][mode][i] = counts.melody[steps][mode][i] + 0.3;
        anyMelody[mode][i % 12] += counts.melody[steps][mode][i] + 0.3;
      }
      for (int before = 0; before < 13; before++) {
        normalize(melody[steps][mode], before * 12, 12);
      }
    }
    normalize(anyMelody[mode], 0, 12);
  }

  private void keys() {
    for (int from = 0; from < HarmonyCounts.KEYS; from++) {
      for (int to = 0; to < HarmonyCounts.KEYS; to++) {
        related[from * HarmonyCounts.KEYS + to] = RELATED[from / 12][to / 12 * 12 + Math.floorMod(to - from, 12)];
      }
      normalize(related, from * HarmonyCounts.KEYS, HarmonyCounts.KEYS);
    }
  }

  private static double[][] logarithms(double[][] values) {
    return Arrays.stream(values).map(row -> Arrays.stream(row).map(StrictMath::log).toArray()).toArray(double[][]::new);
  }

  private static void normalize(double[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    for (int i = from; i < from + count; i++) {
      values[i] /= sum;
    }
  }
}
