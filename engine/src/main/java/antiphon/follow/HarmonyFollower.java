package antiphon.follow;

import antiphon.follow.Outlook.Odds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the harmony of what is played, beat by beat: a hidden Markov model over 24 keys and 36 triads, mixed with a
 * memory for what returns. Causal; the triads of the last beats are heard better as more is known. Mutable; one thread
 * at a time; {@link #hear} allocates nothing. Under half a millisecond a beat.
 */
public final class HarmonyFollower {
  /** Beats for which what was is heard better by what came after. */
  private static final int SMOOTHED = 4;

  private static final int KEYS = HarmonyCounts.KEYS;
  private static final int CHORDS = Triads.COUNT;
  private static final int STATES = KEYS * CHORDS;

  /** Keys less likely than this are left as they are. */
  private static final double REMOTE = 1e-7;

  /** A melody is on the beat so often; the rest of the time it is between beats. */
  private static final double ON_SHARE = 0.6;

  private static final double LEAST_MELODY = 1e-4;

  /** What a loop's melody is believed, against its harmony. */
  private static final double MELODY_SHARE = 0.7;

  private final FollowerSettings settings;
  private final HarmonyTables tables;
  private final LoopMemory loops;

  /** Key after key, triads relative to its tonic. */
  private final double[] state = new double[STATES];
  private final double[] predicted = new double[STATES];
  private final double[] ahead = new double[STATES];
  private final double[] scratch = new double[STATES];
  private final double[] future = new double[STATES];
  private final double[][] states = new double[SMOOTHED + 1][STATES];
  private final double[][] likelihoods = new double[SMOOTHED + 1][STATES];
  private final BeatPlace[] places = new BeatPlace[SMOOTHED + 1];
  private final double[] keys = new double[KEYS];
  private final double[] triads = new double[CHORDS];
  private final double[] fitting = new double[CHORDS];
  private final double[] notes = new double[12];
  private long heard;
  private int last = HarmonyCounts.NO_NOTE;
  private long bar;
  private int beat;
  private int beats = 4;

  /** With what was counted in the training set. */
  public HarmonyFollower() {
    this(Own.TABLES, FollowerSettings.TUNED);
  }

  HarmonyFollower(HarmonyTables tables, FollowerSettings settings) {
    this.tables = tables;
    this.settings = settings;
    this.loops = new LoopMemory(settings);
    reset();
  }

  /** Read once, when first needed. */
  private static final class Own {
    static final HarmonyTables TABLES = new HarmonyTables(HarmonyCounts.own());
  }

  /** Forgets all: other music begins. */
  public void reset() {
    for (int key = 0; key < KEYS; key++) {
      for (int chord = 0; chord < CHORDS; chord++) {
        state[key * CHORDS + chord] = tables.chances[key / 12][chord] / KEYS;
      }
    }
    loops.reset();
    heard = 0;
    last = HarmonyCounts.NO_NOTE;
    bar = 0;
    beat = 0;
  }

  /** How many beats were heard. */
  public long beatsHeard() {
    return heard;
  }

  /**
   * Takes a beat that is over; they come without a gap.
   *
   * @param bar counted from the first of the music; below 0 in a pick-up
   * @param beat in the bar, from 0
   * @param beats of the bar
   */
  public void hear(long bar, int beat, int beats, BeatNotes sounding) {
    at(bar, beat, beats);
    BeatPlace place = BeatPlace.of(bar, beat, beats);
    expect(place, predicted);
    double[] likelihood = likelihoods[slot(heard)];
    likelihood(sounding, likelihood);
    for (int i = 0; i < STATES; i++) {
      state[i] = predicted[i] * likelihood[i];
    }
    normalize(state);
    System.arraycopy(state, 0, states[slot(heard)], 0, STATES);
    places[slot(heard)] = place;
    marginals(predicted);
    fitting(likelihood);
    melodyOf(predicted, tables.on, notes, 1);
    loops.judge(heard, beats, sounding, triads, fitting, notes);
    triads(state, triads);
    loops.remember(heard, sounding, triads);
    heard++;
    last = sounding.last >= 0 ? sounding.last : last;
    smooth();
    at(beat + 1 < beats ? bar : bar + 1, beat + 1 < beats ? beat + 1 : 0, beats);
  }

  private void at(long bar, int beat, int beats) {
    if (beats != this.beats) {
      loops.anotherMeter();
    }
    this.bar = bar;
    this.beat = beat;
    this.beats = beats;
  }

  private static int slot(long index) {
    return (int) (index % (SMOOTHED + 1));
  }

  /** What is likely on the beat after the last one heard, before anything of it is. */
  private void expect(BeatPlace place, double[] into) {
    if (heard == 0) {
      System.arraycopy(state, 0, into, 0, STATES);
    } else {
      step(state, place, into);
      loops.mix(into, heard, heard - 1, triads);
    }
  }

  /** One beat on, by the rules of the key, which may change. */
  private void step(double[] from, BeatPlace place, double[] into) {
    Arrays.fill(scratch, 0);
    for (int key = 0; key < KEYS; key++) {
      double sum = 0;
      for (int chord = 0; chord < CHORDS; chord++) {
        sum += from[key * CHORDS + chord];
      }
      keys[key] = sum;
      if (sum < REMOTE) {
        System.arraycopy(from, key * CHORDS, scratch, key * CHORDS, CHORDS);
        continue;
      }
      double[] rows = tables.transitions[place.ordinal()][key / 12];
      for (int chord = 0; chord < CHORDS; chord++) {
        double share = from[key * CHORDS + chord];
        if (share > 0) {
          for (int next = 0; next < CHORDS; next++) {
            scratch[key * CHORDS + next] += share * rows[chord * CHORDS + next];
          }
        }
      }
    }
    for (int i = 0; i < STATES; i++) {
      into[i] = (1 - settings.keyChange()) * scratch[i];
    }
    for (int key = 0; key < KEYS; key++) {
      if (keys[key] >= REMOTE) {
        modulate(key, into);
      }
    }
  }

  /** Another key may come; the triad stays. */
  private void modulate(int key, double[] into) {
    for (int other = 0; other < KEYS; other++) {
      double share = settings.keyChange() * tables.related[key * KEYS + other];
      if (other == key) {
        continue;
      }
      int shift = Math.floorMod(key % 12 - other % 12, 12) * Triads.QUALITIES;
      for (int chord = 0; chord < CHORDS; chord++) {
        int moved = chord + shift;
        into[other * CHORDS + (moved >= CHORDS ? moved - CHORDS : moved)] += share * scratch[key * CHORDS + chord];
      }
    }
  }

  /** How well each triad in each key goes with what sounds, 1 for the best. */
  private void likelihood(BeatNotes sounding, double[] into) {
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int note = 0; note < 12; note++) {
      sum += sounding.on[note] + sounding.off[note];
    }
    double full = settings.full() * Math.min(1, settings.mostFull() / Math.max(sum, 1e-9));
    for (int key = 0; key < KEYS; key++) {
      int tonic = key % 12;
      int mode = key / 12;
      for (int chord = 0; chord < CHORDS; chord++) {
        double log = 0;
        for (int note = 0; note < 12; note++) {
          if (sounding.struck(note)) {
            int at = chord * 12 + (note >= tonic ? note - tonic : note - tonic + 12);
            log += sounding.full
                ? full * (sounding.on[note] + sounding.off[note]) * tables.logFull[mode][at]
                : settings.onBeat() * sounding.on[note] * tables.logOn[mode][at]
                    + settings.offBeat() * sounding.off[note] * tables.logOff[mode][at];
          }
        }
        if (sounding.bass >= 0) {
          log += settings.bass() * tables.logBass[mode][chord * 12 + Math.floorMod(sounding.bass - tonic, 12)];
        }
        into[key * CHORDS + chord] = log;
        most = Math.max(most, log);
      }
    }
    for (int i = 0; i < STATES; i++) {
      into[i] = StrictMath.exp(into[i] - most);
    }
  }

  /** Sums of keys, and of triads as they sound. */
  private void marginals(double[] from) {
    for (int key = 0; key < KEYS; key++) {
      double sum = 0;
      for (int chord = 0; chord < CHORDS; chord++) {
        sum += from[key * CHORDS + chord];
      }
      keys[key] = sum;
    }
    triads(from, triads);
  }

  static void triads(double[] from, double[] into) {
    Arrays.fill(into, 0);
    for (int key = 0; key < KEYS; key++) {
      int shift = key % 12 * Triads.QUALITIES;
      for (int chord = 0; chord < CHORDS; chord++) {
        int sounding = chord + shift;
        into[sounding >= CHORDS ? sounding - CHORDS : sounding] += from[key * CHORDS + chord];
      }
    }
  }

  /** The likelihood of what sounds by triad, whatever the key. */
  private void fitting(double[] likelihood) {
    Arrays.fill(fitting, 0);
    for (int key = 0; key < KEYS; key++) {
      int shift = key % 12 * Triads.QUALITIES;
      for (int chord = 0; chord < CHORDS; chord++) {
        int sounding = chord + shift;
        fitting[sounding >= CHORDS ? sounding - CHORDS : sounding] += keys[key] * likelihood[key * CHORDS + chord];
      }
    }
  }

  /** Adds the odds of the melody's notes under a state. */
  private static void melodyOf(double[] from, double[][] emissions, double[] into, double share) {
    if (share == 1) {
      Arrays.fill(into, 0);
    }
    for (int key = 0; key < KEYS; key++) {
      for (int chord = 0; chord < CHORDS; chord++) {
        double weight = share * from[key * CHORDS + chord];
        if (weight > REMOTE) {
          for (int note = 0; note < 12; note++) {
            int sounding = note + key % 12;
            into[sounding >= 12 ? sounding - 12 : sounding] += weight * emissions[key / 12][chord * 12 + note];
          }
        }
      }
    }
  }

  /** Hears the last beats' triads once more, by what came after them. */
  private void smooth() {
    Arrays.fill(future, 1);
    long newest = heard - 1;
    for (long index = newest - 1; index >= Math.max(0, newest - SMOOTHED); index--) {
      double[] likelihood = likelihoods[slot(index + 1)];
      double[] then = states[slot(index)];
      BeatPlace place = places[slot(index + 1)];
      double most = 0;
      for (int key = 0; key < KEYS; key++) {
        double[] rows = tables.transitions[place.ordinal()][key / 12];
        for (int chord = 0; chord < CHORDS; chord++) {
          int at = key * CHORDS + chord;
          scratch[at] = likelihood[at] * future[at];
        }
        for (int chord = 0; chord < CHORDS; chord++) {
          double sum = 0;
          for (int next = 0; next < CHORDS && then[key * CHORDS + chord] > REMOTE; next++) {
            sum += rows[chord * CHORDS + next] * scratch[key * CHORDS + next];
          }
          future[key * CHORDS + chord] = sum;
          most = Math.max(most, sum);
        }
      }
      for (int i = 0; i < STATES; i++) {
        future[i] /= most;
        scratch[i] = then[i] * future[i];
      }
      normalize(scratch);
      triads(scratch, triads);
      loops.correct(index, triads);
    }
  }

  /**
   * What is to be expected of the next beats, the first of them the one after the last that was heard.
   *
   * @param steps how many
   * @param begun what was heard so far of the first, or null
   */
  public Outlook ahead(int steps, @Nullable BeatNotes begun) {
    List<Odds> odds = new ArrayList<>();
    BeatPlace place = BeatPlace.of(bar, beat, beats);
    expect(place, ahead);
    boolean known = false;
    int before = last;
    if (begun != null && !begun.silent()) {
      known = true;
      likelihood(begun, predicted);
      for (int i = 0; i < STATES; i++) {
        ahead[i] *= predicted[i];
      }
      normalize(ahead);
      triads(ahead, triads);
      loops.remember(heard, begun, triads);
      before = begun.last >= 0 ? begun.last : before;
    }
    long newest = known ? heard : heard - 1;
    odds.add(odds(newest, heard, known ? 0 : 1, before));
    long nextBar = bar;
    int nextBeat = beat;
    for (int i = 1; i < steps; i++) {
      nextBar = nextBeat + 1 < beats ? nextBar : nextBar + 1;
      nextBeat = nextBeat + 1 < beats ? nextBeat + 1 : 0;
      step(ahead, BeatPlace.of(nextBar, nextBeat, beats), predicted);
      loops.mix(predicted, heard + i, newest, triads);
      System.arraycopy(predicted, 0, ahead, 0, STATES);
      odds.add(odds(newest, heard + i, known ? i : i + 1, before));
    }
    return new Outlook(bar, beat, beats, odds);
  }

  private Odds odds(long newest, long index, int steps, int before) {
    marginals(ahead);
    double[] own = triads.clone();
    double[] melody = new double[12];
    Arrays.fill(notes, 0);
    melodyOf(ahead, tables.on, notes, ON_SHARE);
    melodyOf(ahead, tables.off, notes, 1 - ON_SHARE);
    int counted = steps <= 1 ? 0 : steps <= 3 ? 1 : 2;
    double sum = 0;
    for (int note = 0; note < 12; note++) {
      double after = LEAST_MELODY;
      double any = LEAST_MELODY;
      for (int key = 0; key < KEYS; key++) {
        int relative = Math.floorMod(note - key % 12, 12);
        int row = before == HarmonyCounts.NO_NOTE ? before : Math.floorMod(before - key % 12, 12);
        after += keys[key] * tables.melody[counted][key / 12][row * 12 + relative];
        any += keys[key] * tables.anyMelody[key / 12][relative];
      }
      melody[note] = notes[note] * after / any;
      sum += melody[note];
    }
    for (int note = 0; note < 12; note++) {
      melody[note] /= sum;
    }
    loops.mixMelody(melody, index, newest, MELODY_SHARE);
    return new Odds(own, melody);
  }

  private static void normalize(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= sum;
    }
  }
}
