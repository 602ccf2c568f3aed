package antiphon.quantize;

import antiphon.capture.PerformedNote;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rhythms that most likely lie behind performed onsets: a Viterbi search over pulses.
 *
 * <p>A path gives each pulse a {@link Rhythm} and each onset of a rhythm a run of notes in order of time.
 * It costs the surprise of the rhythms (less where a pulse repeats the one before it), the squared errors in
 * milliseconds against the player's spread, and a fine for writing as a chord what was played as a succession.
 *
 * <p>What is struck at once is one to the search, and where there is more in a pulse than any rhythm could tell
 * apart, so is what is struck nearly at once: it takes time in proportion to the number of notes.
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

  /** What is struck within this time is struck at once: much less than the tightest player's spread. */
  private static final double AT_ONCE_MS = 1;

  /** More strokes in a pulse are told apart only to this part of it: three for each onset of the densest rhythm. */
  private static final int MOST_STROKES = 36;

  /** A note this far over a pulse's edge may still belong to it, in milliseconds. */
  private static final double REACH_MS = 150;

  private final List<Pulse> pulses;
  private final double[] starts;
  private final double[] ends;
  private final double[] times;
  /** Strokes: runs of notes that are one to the search. By stroke: its first note (and the number of notes at the end), */
  private final int[] firstNotes;
  private final int count;
  /** mean time, sum of squared distances from it, and what it costs to be in one chord with the stroke before. */
  private final double[] means;

  private final double[] scatter;
  private final double[] succession;

  /**
   * @param pulses in order; they cover all onsets
   * @param notes in order of onset
   */
  OnsetSearch(List<Pulse> pulses, List<PerformedNote> notes, Timeline timeline) {
    this.pulses = pulses;
    starts = pulses.stream().mapToDouble(pulse -> timeline.nanosAt(pulse.start()) / 1e6).toArray();
    ends = pulses.stream().mapToDouble(pulse -> timeline.nanosAt(pulse.end()) / 1e6).toArray();
    times = notes.stream().mapToDouble(note -> timeline.nanosAt(note.onset()) / 1e6).toArray();
    firstNotes = strokes();
    count = firstNotes.length - 1;
    means = new double[count];
    scatter = new double[count];
    succession = new double[count];
    for (int s = 0; s < count; s++) {
      int from = firstNotes[s];
      int to = firstNotes[s + 1];
      means[s] = Arrays.stream(times, from, to).average().orElseThrow();
      double mean = means[s];
      scatter[s] = Arrays.stream(times, from, to).map(time -> (time - mean) * (time - mean)).sum();
      if (s > 0) {
        succession[s] = SUCCESSION_FINE * successionEvidence(notes.get(from - 1), notes.get(from));
      }
    }
  }

  private int[] strokes() {
    int[] strokes = strokes(AT_ONCE_MS, new double[pulses.size()]);
    int[] inPulse = new int[pulses.size()];
    for (int s = 0; s < strokes.length - 1; s++) {
      inPulse[pulseAt(times[strokes[s]])]++;
    }
    double[] crowded = new double[pulses.size()];
    boolean any = false;
    for (int p = 0; p < crowded.length; p++) {
      crowded[p] = inPulse[p] > MOST_STROKES ? (ends[p] - starts[p]) / MOST_STROKES : 0;
      any |= crowded[p] > 0;
    }
    return any ? strokes(AT_ONCE_MS, crowded) : strokes;
  }

  /** Begins a stroke with each note that comes more than {@code atOnceMs}, and more than its pulse's part of {@code crowdedMs}, after the last began. */
  private int[] strokes(double atOnceMs, double[] crowdedMs) {
    int[] strokes = new int[times.length + 1];
    int found = 0;
    for (int n = 0; n < times.length; n++) {
      double least = Math.max(atOnceMs, crowdedMs[pulseAt(times[n])]);
      if (found == 0 || times[n] - times[strokes[found - 1]] > least) {
        strokes[found++] = n;
      }
    }
    strokes[found] = times.length;
    return Arrays.copyOf(strokes, found + 1);
  }

  private int pulseAt(double timeMs) {
    int at = Arrays.binarySearch(starts, timeMs);
    return Math.max(0, at < 0 ? -at - 2 : at);
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

  /** The likeliest path for a player of this timing. */
  Path search(Timing timing) {
    PathLayer[] layers = new PathLayer[pulses.size()];
    for (int p = 0; p < layers.length; p++) {
      layers[p] = extend(p, p == 0 ? null : layers[p - 1], timing);
    }
    int[] rhythms = new int[layers.length];
    int[] firstNote = new int[layers.length + 1];
    firstNote[layers.length] = count;
    PathLayer last = layers[layers.length - 1];
    int rhythm = last.bestRhythm[count - last.base];
    double cost = last.costs[rhythm].cost[count - last.base];
    for (int p = layers.length - 1; p >= 0; p--) {
      rhythms[p] = rhythm;
      int at = firstNote[p + 1] - layers[p].base;
      firstNote[p] = layers[p].base + layers[p].costs[rhythm].origin[at];
      rhythm = layers[p].fromRhythm[rhythm][at];
    }
    int[] onset = new int[count];
    for (int p = 0; p < layers.length; p++) {
      assign(p, rhythms[p], firstNote[p], firstNote[p + 1], timing, onset);
    }
    int[] onsetOfNote = new int[times.length];
    for (int s = 0; s < count; s++) {
      Arrays.fill(onsetOfNote, firstNotes[s], firstNotes[s + 1], onset[s]);
    }
    return new Path(rhythms, Arrays.stream(firstNote).map(s -> firstNotes[s]).toArray(), onsetOfNote, cost);
  }

  @SuppressWarnings("ReferenceEquality") // The same table of rhythms, not one with equal entries.
  private PathLayer extend(int p, @Nullable PathLayer before, Timing timing) {
    List<Rhythm> rhythms = pulses.get(p).rhythms();
    int base = before == null ? 0 : before.base + before.firstReached();
    int width = last(p, timing) - base + 1;
    PathLayer layer = new PathLayer(base, rhythms.size(), width);
    PathCosts fresh = new PathCosts(width);
    int[] bestBefore = new int[width];
    for (int k = 0; k < width; k++) {
      fresh.origin[k] = k;
      int at = base + k - (before == null ? 0 : before.base);
      if (before == null ? k == 0 : at < before.bestRhythm.length) {
        bestBefore[k] = before == null ? 0 : before.bestRhythm[at];
        fresh.cost[k] = before == null ? 0 : before.costs[bestBefore[k]].cost[at];
      }
    }
    // Folds of the beginnings that the rhythm has in common with the one before it in the list.
    List<PathCosts> shared = new ArrayList<>(List.of(fresh));
    int[] previous = {};
    for (int r = 0; r < rhythms.size(); r++) {
      Rhythm rhythm = rhythms.get(r);
      int[] onsets = rhythm.played();
      if (onsets.length >= width) {
        continue; // More onsets than notes.
      }
      int common = Arrays.mismatch(previous, onsets);
      shared.subList((common < 0 ? onsets.length : common) + 1, shared.size()).clear();
      for (int s = shared.size() - 1; s < onsets.length; s++) {
        shared.add(fold(shared.get(s), slotMs(p, onsets[s], timing), base, timing.spreadMs(), null));
      }
      previous = onsets;
      double share = Math.exp(-rhythm.nats());
      layer.add(r, shared.getLast(), -Math.log((1 - REPEAT) * share), bestBefore);
      if (p > 0 && before != null && pulses.get(p - 1).rhythms() == rhythms) {
        addRepetition(layer, before, p, r, fresh, timing, -Math.log(REPEAT + (1 - REPEAT) * share));
      }
    }
    layer.require(must(p, timing) - base);
    return layer;
  }

  /** Lets pulse after pulse have the same rhythm, where that may be cheaper. */
  private void addRepetition(
      PathLayer layer, PathLayer before, int p, int r, PathCosts fresh, Timing timing, double repeated) {
    int width = fresh.cost.length;
    Rhythm rhythm = pulses.get(p).rhythms().get(r);
    double surprise = rhythm.nats() - Math.log(1 - REPEAT);
    PathCosts costs = new PathCosts(width);
    boolean useful = false;
    for (int k = 0; k < width; k++) {
      costs.origin[k] = k;
      int at = layer.base + k - before.base;
      if (at < before.bestRhythm.length) {
        costs.cost[k] = before.costs[r].cost[at];
        useful |= costs.cost[k] + repeated < fresh.cost[k] + surprise;
      }
    }
    if (useful) {
      for (int onset : rhythm.played()) {
        costs = fold(costs, slotMs(p, onset, timing), layer.base, timing.spreadMs(), null);
      }
      int[] same = new int[width];
      Arrays.fill(same, r);
      layer.add(r, costs, repeated, same);
    }
  }

  /** When an onset is expected; a tempo that changes within a pulse is taken as even. */
  private double slotMs(int p, int offset, Timing timing) {
    return starts[p] + (ends[p] - starts[p]) * offset / pulses.get(p).ticks() + timing.offsetMs();
  }

  /** One onset takes a run of at least one note: the cheapest costs after it. */
  private PathCosts fold(PathCosts before, double slotMs, int base, double spreadMs, int @Nullable [] runStart) {
    double[] cost = before.cost;
    PathCosts after = new PathCosts(cost.length);
    double cheapest = Double.POSITIVE_INFINITY;
    double weight = 1 / (2 * spreadMs * spreadMs);
    for (int k = 1; k < cost.length; k++) {
      cheapest = Math.min(cheapest, cost[k - 1]);
      double run = 0;
      // A run only gets dearer as it grows, so the search may stop once it cannot win.
      for (int j = k - 1; j >= 0 && cheapest + run < after.cost[k]; j--) {
        double error = means[base + j] - slotMs;
        int notes = firstNotes[base + j + 1] - firstNotes[base + j];
        run += (notes * error * error + scatter[base + j]) * weight;
        if (j + 1 < k) {
          run += succession[base + j + 1];
        }
        if (cost[j] + run < after.cost[k]) {
          after.cost[k] = cost[j] + run;
          after.origin[k] = before.origin[j];
          if (runStart != null) {
            runStart[k] = j;
          }
        }
      }
    }
    return after;
  }

  /** Which onset of its rhythm each note of a pulse is written to. */
  private void assign(int p, int rhythm, int from, int to, Timing timing, int[] onset) {
    int[] offsets = pulses.get(p).rhythms().get(rhythm).played();
    int width = to - from + 1;
    PathCosts costs = new PathCosts(width);
    costs.cost[0] = 0;
    int[][] runStarts = new int[offsets.length][width];
    for (int s = 0; s < offsets.length; s++) {
      costs = fold(costs, slotMs(p, offsets[s], timing), from, timing.spreadMs(), runStarts[s]);
    }
    int end = width - 1;
    for (int s = offsets.length - 1; s >= 0; s--) {
      int start = runStarts[s][end];
      Arrays.fill(onset, from + start, from + end, s);
      end = start;
    }
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
    return ends[p] + timing.offsetMs();
  }

  private double reach(int p) {
    return Math.min(REACH_MS, Math.min(ends[p] - starts[p], ends[p + 1] - starts[p + 1]) / 2);
  }

  private int notesBefore(double timeMs) {
    int at = Arrays.binarySearch(means, timeMs);
    at = at < 0 ? -at - 1 : at;
    while (at > 0 && means[at - 1] >= timeMs) {
      at--;
    }
    return at;
  }
}
