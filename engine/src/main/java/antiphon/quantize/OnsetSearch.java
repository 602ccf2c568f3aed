package antiphon.quantize;

import antiphon.capture.PerformedNote;
import antiphon.time.Timeline;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the rhythms that most likely lie behind performed onsets: a Viterbi search over pulses.
 *
 * <p>A path gives each pulse a {@link Rhythm} and each onset of a rhythm a run of notes in order of time.
 * It costs the surprise of the rhythms (less where a pulse repeats the one before it), the squared errors in
 * milliseconds against the player's spread, and a fine for writing as a chord what was played as a succession.
 */
final class OnsetSearch {
  /**
   * What a path chose.
   *
   * @param rhythms of each pulse, an index into its list
   * @param firstNote of each pulse, and the number of notes at the end
   * @param onset of each note, an index into the onsets of its pulse's rhythm
   * @param cost nats, but for what all paths of one timing have in common
   */
  record Path(int[] rhythms, int[] firstNote, int[] onset, double cost) {}

  /** Share of pulses that repeat the one before: 0.48 to 0.6 in our corpora, of which chance explains some. */
  private static final double REPEAT = 0.35;

  private static final double SUCCESSION_FINE = 5;
  private static final double SAME_PITCH_FINE = 9;
  private static final double FAR = Double.POSITIVE_INFINITY;

  /** A note this far over a pulse's edge may still belong to it, in milliseconds. */
  private static final double REACH_MS = 150;

  private final List<Pulse> pulses;
  private final Timeline timeline;
  private final int count;
  private final double[] times;
  private final double[] succession;
  private final int[] nextSamePitch;

  /**
   * @param pulses in order; they cover all onsets
   * @param notes in order of onset
   */
  OnsetSearch(List<Pulse> pulses, List<PerformedNote> notes, Timeline timeline) {
    this.pulses = pulses;
    this.timeline = timeline;
    count = notes.size();
    times = new double[count];
    succession = new double[count];
    nextSamePitch = new int[count];
    Arrays.fill(nextSamePitch, Integer.MAX_VALUE);
    for (int n = 0; n < count; n++) {
      PerformedNote note = notes.get(n);
      times[n] = ms(note.onset());
      if (n > 0) {
        succession[n] = SUCCESSION_FINE * successionEvidence(notes.get(n - 1), note);
      }
      for (int earlier = n - 1; earlier >= 0 && times[n] - times[earlier] < 2 * REACH_MS; earlier--) {
        if (notes.get(earlier).pitch() == note.pitch() && notes.get(earlier).channel() == note.channel()) {
          nextSamePitch[earlier] = n;
          break;
        }
      }
    }
  }

  private double ms(long tick) {
    return timeline.nanosAt(tick) / 1e6;
  }

  /** 0 where two notes sound together as chord notes do, 1 where the one ends as the other begins. */
  private static double successionEvidence(PerformedNote first, PerformedNote second) {
    boolean firstEnds = !first.held();
    long end = firstEnds && (second.held() || first.keyEnd() < second.keyEnd()) ? first.keyEnd() : second.keyEnd();
    long shorter = Math.min(
        firstEnds ? first.keyEnd() - first.onset() : Long.MAX_VALUE,
        second.held() ? Long.MAX_VALUE : second.keyEnd() - second.onset());
    if (shorter <= 0 || shorter == Long.MAX_VALUE) {
      return 0;
    }
    double together = (double) (end - second.onset()) / shorter;
    return Math.clamp((0.6 - together) / 0.4, 0, 1);
  }

  /** Time of a note in milliseconds from tick 0. */
  double timeMs(int note) {
    return times[note];
  }

  /** Costs of the paths that end with a pulse: by rhythm and by notes consumed, from {@code base} on. */
  private record Layer(int base, double[][] costs, int[][] fromNote, int[][] fromRhythm, int[] bestRhythm) {}

  /** The likeliest path for a player of this timing. */
  Path search(Timing timing) {
    Layer[] layers = new Layer[pulses.size()];
    for (int p = 0; p < layers.length; p++) {
      layers[p] = extend(p, p == 0 ? null : layers[p - 1], timing);
    }
    int[] rhythms = new int[layers.length];
    int[] firstNote = new int[layers.length + 1];
    firstNote[layers.length] = count;
    Layer last = layers[layers.length - 1];
    int rhythm = last.bestRhythm[count - last.base];
    double cost = last.costs[rhythm][count - last.base];
    for (int p = layers.length - 1; p >= 0; p--) {
      rhythms[p] = rhythm;
      int at = firstNote[p + 1] - layers[p].base;
      firstNote[p] = layers[p].fromNote[rhythm][at];
      rhythm = layers[p].fromRhythm[rhythm][at];
    }
    int[] onset = new int[count];
    for (int p = 0; p < layers.length; p++) {
      assign(p, rhythms[p], firstNote[p], firstNote[p + 1], timing, onset);
    }
    return new Path(rhythms, firstNote, onset, cost);
  }

  private Layer extend(int p, @org.jspecify.annotations.Nullable Layer before, Timing timing) {
    Pulse pulse = pulses.get(p);
    List<Rhythm> rhythms = pulse.rhythms();
    boolean comparable = p > 0 && pulses.get(p - 1).rhythms() == rhythms;
    int base = before == null ? 0 : before.base + firstReached(before);
    int width = last(p, timing) - base + 1;
    double[][] costs = new double[rhythms.size()][];
    int[][] fromNote = new int[rhythms.size()][];
    int[][] fromRhythm = new int[rhythms.size()][];
    int[] bestRhythm = new int[width];
    double[] bestCost = new double[width];
    Arrays.fill(bestCost, FAR);
    int mustConsume = must(p, timing) - base;
    for (int r = 0; r < rhythms.size(); r++) {
      Rhythm rhythm = rhythms.get(r);
      double share = Math.exp(-rhythm.nats());
      double fresh = -Math.log((1 - REPEAT) * share);
      double repeated = -Math.log(REPEAT + (1 - REPEAT) * share);
      double[] cost = new double[width];
      int[] origin = new int[width];
      int[] previous = new int[width];
      Arrays.fill(cost, FAR);
      for (int k = 0; k < width; k++) {
        origin[k] = k;
        int at = base + k - (before == null ? 0 : before.base);
        if (before == null) {
          cost[k] = k == 0 ? rhythm.nats() : FAR;
        } else if (at < before.bestRhythm.length) {
          int q = before.bestRhythm[at];
          cost[k] = before.costs[q][at] + fresh;
          previous[k] = q;
          if (comparable && before.costs[r][at] + repeated < cost[k]) {
            cost[k] = before.costs[r][at] + repeated;
            previous[k] = r;
          }
        }
      }
      for (int offset : rhythm.played()) {
        double slot = ms(pulse.start() + offset) + timing.offsetMs();
        double[] nextCost = new double[width];
        int[] nextOrigin = new int[width];
        fold(cost, origin, slot, base, timing.spreadMs(), nextCost, nextOrigin, null);
        cost = nextCost;
        origin = nextOrigin;
      }
      fromNote[r] = new int[width];
      fromRhythm[r] = new int[width];
      for (int k = 0; k < width; k++) {
        if (k < mustConsume) {
          cost[k] = FAR;
        }
        fromNote[r][k] = base + origin[k];
        fromRhythm[r][k] = previous[origin[k]];
        if (cost[k] < bestCost[k]) {
          bestCost[k] = cost[k];
          bestRhythm[k] = r;
        }
      }
      costs[r] = cost;
    }
    return new Layer(base, costs, fromNote, fromRhythm, bestRhythm);
  }

  /** One onset takes a run of at least one note: cheapest costs after it by notes consumed. */
  private void fold(
      double[] cost, int[] origin, double slotMs, int base, double spreadMs,
      double[] nextCost, int[] nextOrigin, int @org.jspecify.annotations.Nullable [] runStart) {
    double cheapest = FAR;
    double weight = 1 / (2 * spreadMs * spreadMs);
    Arrays.fill(nextCost, FAR);
    for (int k = 1; k < cost.length; k++) {
      cheapest = Math.min(cheapest, cost[k - 1]);
      double run = 0;
      // A run only gets dearer as it grows, so the search may stop once it cannot win.
      for (int j = k - 1; j >= 0 && cheapest + run < nextCost[k]; j--) {
        double error = times[base + j] - slotMs;
        run += error * error * weight;
        if (j + 1 < k) {
          run += succession[base + j + 1];
        }
        if (nextSamePitch[base + j] < base + k) {
          run += SAME_PITCH_FINE;
        }
        if (cost[j] + run < nextCost[k]) {
          nextCost[k] = cost[j] + run;
          nextOrigin[k] = origin[j];
          if (runStart != null) {
            runStart[k] = j;
          }
        }
      }
    }
  }

  /** Which onset of its rhythm each note of a pulse is written to. */
  private void assign(int p, int rhythm, int from, int to, Timing timing, int[] onset) {
    int[] offsets = pulses.get(p).rhythms().get(rhythm).played();
    int width = to - from + 1;
    double[] cost = new double[width];
    Arrays.fill(cost, FAR);
    cost[0] = 0;
    int[][] runStarts = new int[offsets.length][width];
    int[] unused = new int[width];
    for (int s = 0; s < offsets.length; s++) {
      double[] next = new double[width];
      double slot = ms(pulses.get(p).start() + offsets[s]) + timing.offsetMs();
      fold(cost, unused, slot, from, timing.spreadMs(), next, new int[width], runStarts[s]);
      cost = next;
    }
    int end = width - 1;
    for (int s = offsets.length - 1; s >= 0; s--) {
      int start = runStarts[s][end];
      Arrays.fill(onset, from + start, from + end, s);
      end = start;
    }
  }

  private static int firstReached(Layer layer) {
    int k = 0;
    while (layer.costs[layer.bestRhythm[k]][k] == FAR) {
      k++;
    }
    return k;
  }

  /** Notes that must be consumed when pulse {@code p} ends. */
  private int must(int p, Timing timing) {
    return p == pulses.size() - 1 ? count : notesBefore(edge(p, timing) - reach(p));
  }

  /** Notes that may be consumed when pulse {@code p} ends. */
  private int last(int p, Timing timing) {
    return p == pulses.size() - 1 ? count : notesBefore(edge(p, timing) + reach(p));
  }

  private double edge(int p, Timing timing) {
    return ms(pulses.get(p).end()) + timing.offsetMs();
  }

  private double reach(int p) {
    Pulse next = pulses.get(p + 1);
    int shorter = Math.min(pulses.get(p).ticks(), next.ticks());
    return Math.min(REACH_MS, (ms(next.start() + shorter) - ms(next.start())) / 2);
  }

  private int notesBefore(double timeMs) {
    int at = Arrays.binarySearch(times, timeMs);
    at = at < 0 ? -at - 1 : at;
    while (at > 0 && times[at - 1] >= timeMs) {
      at--;
    }
    return at;
  }
}
