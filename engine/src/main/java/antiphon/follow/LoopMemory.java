package antiphon.follow;

import java.util.Arrays;

/**
 * What was heard, and how well each way in which it may return has foretold what came: after 1 to 16 bars, as it was or
 * transposed; the melody with its harmony, or the changes alone under new melodies. Mutable; allocates nothing.
 */
final class LoopMemory {
  private static final int[] LAGS = {1, 2, 4, 8, 12, 16};
  private static final int WAYS = LAGS.length * 12;

  /** Beats that are remembered: 16 bars of up to 15 beats, and a few. */
  private static final int BEATS = 256;

  private static final int CHORDS = Triads.COUNT;

  /** Ways less likely than this say nothing. */
  private static final double REMOTE = 1e-3;

  /** Of what a loop foretells of the harmony, this is its own. */
  private static final double OWN = 0.9;

  private static final double OFF = 0.5;
  private static final double FULL = 3;
  private static final double ALIKE = 0.7;

  private final FollowerSettings settings;
  private final double[][] triads = new double[BEATS][CHORDS];
  private final double[][] on = new double[BEATS][12];
  private final double[][] off = new double[BEATS][12];
  private final boolean[] sounded = new boolean[BEATS];
  /** For each way what speaks for it: notes that return, harmony that fits, and harmony alone. */
  private final double[] notes = new double[WAYS];
  private final double[] harmony = new double[WAYS];
  private final double[] changes = new double[WAYS];
  private final double[] melodyWeights = new double[WAYS];
  private final double[] changesWeights = new double[WAYS];
  private final double[] mixed = new double[CHORDS];
  private int beats = 4;
  /** Beats before this one are of another meter. */
  private long first;

  LoopMemory(FollowerSettings settings) {
    this.settings = settings;
  }

  void reset() {
    forget();
    first = 0;
  }

  private void forget() {
    Arrays.fill(notes, 0);
    Arrays.fill(harmony, 0);
    Arrays.fill(changes, 0);
    Arrays.fill(melodyWeights, 0);
    Arrays.fill(changesWeights, 0);
  }

  /** Loops are counted in bars: what was heard in another meter does not return. */
  void anotherMeter() {
    forget();
    first = Long.MAX_VALUE;
  }

  private static int slot(long index) {
    return (int) (index % BEATS);
  }

  private int lag(int way) {
    return LAGS[way / 12] * beats;
  }

  private boolean reaches(int way, long index) {
    int lag = lag(way);
    return index - lag >= first && lag < BEATS - 16;
  }

  /** Takes down a beat. */
  void remember(long index, BeatNotes sounding, double[] heard) {
    System.arraycopy(heard, 0, triads[slot(index)], 0, CHORDS);
    System.arraycopy(sounding.on, 0, on[slot(index)], 0, 12);
    System.arraycopy(sounding.off, 0, off[slot(index)], 0, 12);
    sounded[slot(index)] = !sounding.silent();
  }

  /** Takes down that a beat was heard otherwise. */
  void correct(long index, double[] heard) {
    System.arraycopy(heard, 0, triads[slot(index)], 0, CHORDS);
  }

  /**
   * Judges each way by a beat before it is remembered.
   *
   * @param expected the odds of the triads before the beat was heard
   * @param fitting how likely what was heard is under each
   * @param melody the odds of the melody's notes before it was heard
   */
  void judge(long index, int beatsOfBar, BeatNotes sounding, double[] expected, double[] fitting, double[] melody) {
    beats = beatsOfBar;
    first = Math.min(first, index);
    double usual = 0;
    for (int chord = 0; chord < CHORDS; chord++) {
      usual += expected[chord] * fitting[chord];
    }
    for (int way = 0; way < WAYS; way++) {
      if (!reaches(way, index)) {
        continue;
      }
      notes[way] *= settings.fading();
      harmony[way] *= settings.fading();
      changes[way] *= settings.changesFading();
      if (!sounding.silent() && usual > 0) {
        int then = slot(index - lag(way));
        int moved = way % 12;
        double said = 0;
        for (int chord = 0; chord < CHORDS; chord++) {
          said += triads[then][chord] * fitting[(chord + moved * Triads.QUALITIES) % CHORDS];
        }
        double fits = StrictMath.log(OWN * said / usual + 1 - OWN);
        harmony[way] += settings.harmony() * fits;
        changes[way] += settings.changes() * fits;
        notes[way] += sounded[then] ? settings.note() * returning(then, moved, sounding, melody) : 0;
      }
    }
    weigh(index);
  }

  private double returning(int then, int moved, BeatNotes sounding, double[] melody) {
    if (sounding.full) {
      return FULL * (alike(then, moved, sounding) - ALIKE);
    }
    double sum = 0;
    for (int note = 0; note < 12; note++) {
      int before = note >= moved ? note - moved : note - moved + 12;
      sum += sounding.on[note] * evidence(on[then][before] > 0, melody[note]);
      sum += OFF * sounding.off[note] * evidence(off[then][before] > 0, melody[note]);
    }
    return sum;
  }

  private double evidence(boolean same, double usual) {
    double returns = settings.returns();
    return StrictMath.log(same ? returns / usual + 1 - returns : 1 - returns);
  }

  /** The cosine between what sounds and what sounded. */
  private double alike(int then, int moved, BeatNotes sounding) {
    double both = 0;
    double now = 0;
    double before = 0;
    for (int note = 0; note < 12; note++) {
      double own = sounding.on[note] + sounding.off[note];
      int at = note >= moved ? note - moved : note - moved + 12;
      double other = on[then][at] + off[then][at];
      both += own * other;
      now += own * own;
      before += other * other;
    }
    return both / Math.sqrt(now * before + 1e-9);
  }

  /** Shares of all ways for the beats after {@code index}; what is left of 1 is the key's. */
  private void weigh(long index) {
    double sum = 1;
    for (int way = 0; way < WAYS; way++) {
      boolean possible = reaches(way, index + 1);
      double prior = settings.prior() * (way % 12 == 0 ? 1 : settings.moved());
      melodyWeights[way] =
          possible ? prior * StrictMath.exp(Math.min(settings.surest(), notes[way] + harmony[way])) : 0;
      changesWeights[way] = possible ? prior * StrictMath.exp(Math.min(settings.surest(), changes[way])) : 0;
      sum += melodyWeights[way] + changesWeights[way];
    }
    for (int way = 0; way < WAYS; way++) {
      melodyWeights[way] /= sum;
      changesWeights[way] /= sum;
    }
  }

  /**
   * Mixes what returns into a state.
   *
   * @param state key after key the odds of each triad, relative to its tonic
   * @param index of the beat that the state foretells
   * @param newest the last beat that was heard
   * @param sounding to work in
   */
  void mix(double[] state, long index, long newest, double[] sounding) {
    HarmonyFollower.triads(state, sounding);
    double rest = 1;
    Arrays.fill(mixed, 0);
    for (int way = 0; way < WAYS; way++) {
      double weight = (1 - settings.doubt()) * (melodyWeights[way] + changesWeights[way]);
      if (weight > REMOTE && reaches(way, index) && index - lag(way) <= newest) {
        int then = slot(index - lag(way));
        int shift = way % 12 * Triads.QUALITIES;
        rest -= weight;
        for (int chord = 0; chord < CHORDS; chord++) {
          int moved = chord + shift;
          mixed[moved >= CHORDS ? moved - CHORDS : moved] += weight * triads[then][chord];
        }
      }
    }
    if (rest == 1) {
      return;
    }
    for (int chord = 0; chord < CHORDS; chord++) {
      mixed[chord] = rest + mixed[chord] / (sounding[chord] + 1e-12);
    }
    double sum = 0;
    for (int i = 0; i < state.length; i++) {
      int chord = i % CHORDS + i / CHORDS % 12 * Triads.QUALITIES;
      state[i] *= mixed[chord >= CHORDS ? chord - CHORDS : chord];
      sum += state[i];
    }
    for (int i = 0; i < state.length; i++) {
      state[i] /= sum;
    }
  }

  /** Mixes the melodies that return into the odds of notes. */
  void mixMelody(double[] melody, long index, long newest, double share) {
    for (int way = 0; way < WAYS; way++) {
      double weight = share * melodyWeights[way];
      if (weight > REMOTE && reaches(way, index) && index - lag(way) <= newest) {
        int then = slot(index - lag(way));
        double all = 0;
        for (int note = 0; note < 12; note++) {
          all += on[then][note] + off[then][note];
        }
        for (int note = 0; note < 12 && all > 0; note++) {
          int before = Math.floorMod(note - way % 12, 12);
          melody[note] = (1 - weight) * melody[note] + weight * (on[then][before] + off[then][before]) / all;
        }
      }
    }
  }
}
