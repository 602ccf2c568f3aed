package antiphon.harmony;

import antiphon.harmony.Quality.Top;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names the harmony of a bar from its notes. Stateless: the chord before is given.
 *
 * <p>Each part of the bar (a group of beats: half a bar of four, a bar of three, half a bar of six eighths) is compared
 * with twelve times ten chords: time filled by their notes speaks for them, by other notes against, and so do the bass,
 * the key and the chord before. The best way through the parts of the bar is taken.
 */
public final class ChordFinder {
  private static final List<Quality> QUALITIES =
      Stream.of("", "m", "7", "maj7", "m7", "dim", "m7b5", "dim7", "aug", "sus4").map(Quality::parse).toList();

  /** Of these, how many are common. */
  private static final int COMMON = 5;

  /** By root, and by quality within. */
  private static final List<Candidate> CANDIDATES = candidates();

  /** A bar of which less than this share sounds has no chord. */
  private static final double LEAST_HEARD = 0.1;

  /** A lead in score over all chords on other roots that counts as certain. */
  private static final double CERTAIN = 0.4;

  private static final PitchClasses SCALE = PitchClasses.of(0, 2, 4, 5, 7, 9, 11);

  private final FinderWeights weights;
  private final Key key;
  private final PitchClasses ofKey;
  /** By chord: what the key says of it. */
  private final double[] expected;

  private ChordFinder(FinderWeights weights, Key key) {
    this.weights = weights;
    this.key = key;
    PitchClasses signature = SCALE.transposed(key.tonic() + (key.minor() ? 3 : 0));
    ofKey = key.minor() ? signature.with(PitchClasses.of(key.tonic() + 11)) : signature;
    expected = CANDIDATES.stream().mapToDouble(this::expected).toArray();
  }

  /** A chord that may be named, with what is asked of it again and again. */
  private record Candidate(Chord chord, PitchClasses tones, int seventh, boolean common) {
    static Candidate of(int root, int quality) {
      Chord chord = new Chord(root, root, QUALITIES.get(quality));
      int seventh = chord.quality().top() == Top.NONE ? -1 : (root + chord.quality().top().interval()) % 12;
      return new Candidate(chord, chord.tones(), seventh, quality < COMMON);
    }
  }

  private static List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    for (int root = 0; root < 12; root++) {
      for (int quality = 0; quality < QUALITIES.size(); quality++) {
        candidates.add(Candidate.of(root, quality));
      }
    }
    return List.copyOf(candidates);
  }

  /**
   * The chords of one bar in order, together as long as the bar. [any]
   *
   * @param notes of all voices, in ticks of the piece, in any order; what lies outside the bar does not count
   * @param key the key in force
   * @param before the last chord of the bar before, {@link Chord#NONE} if it is not known
   */
  public static List<HeardChord> hear(Bar bar, List<Note> notes, Key key, Chord before) {
    return hear(bar, notes, key, before, FinderWeights.TUNED);
  }

  static List<HeardChord> hear(Bar bar, List<Note> notes, Key key, Chord before, FinderWeights weights) {
    return new ChordFinder(weights, key).hear(bar, notes, before);
  }

  private List<HeardChord> hear(Bar bar, List<Note> notes, Chord before) {
    List<Beat> parts = Beat.groups(bar);
    List<Sounding> sounding =
        parts.stream().map(part -> Sounding.of(part.start(), part.end(), notes)).toList();
    if (Sounding.of(bar.start(), bar.end(), notes).density() < LEAST_HEARD) {
      return List.of(new HeardChord(new ChordSpan(bar.start(), bar.length(), Chord.NONE), 0));
    }
    List<double[]> scores = sounding.stream().map(this::scores).toList();
    int[] path = bestPath(scores, before);
    List<HeardChord> heard = new ArrayList<>();
    for (int p = 0; p < path.length; p++) {
      heard.add(new HeardChord(
          new ChordSpan(parts.get(p).start(), parts.get(p).length(), CANDIDATES.get(path[p]).chord()), lead(scores.get(p), path[p])));
    }
    return joined(heard);
  }

  /** What each chord is worth in one part, apart from what comes before. */
  private double[] scores(Sounding sounding) {
    double[] scores = expected.clone();
    for (int c = 0; c < scores.length; c++) {
      Candidate candidate = CANDIDATES.get(c);
      int root = candidate.chord().root();
      for (int pitchClass = 0; pitchClass < 12; pitchClass++) {
        scores[c] += sounding.weights()[pitchClass] * worth(candidate, pitchClass);
        if (candidate.tones().contains(pitchClass)) {
          scores[c] += sounding.bass()[pitchClass] * (pitchClass == root ? weights.bassRoot() : weights.bassTone());
        }
      }
    }
    return scores;
  }

  private double worth(Candidate candidate, int pitchClass) {
    if (!candidate.tones().contains(pitchClass)) {
      return ofKey.contains(pitchClass) ? weights.passing() : weights.foreign();
    }
    return pitchClass == candidate.seventh() ? weights.top() : 1;
  }

  private double expected(Candidate candidate) {
    Chord chord = candidate.chord();
    int above = Math.floorMod(chord.root() - key.tonic(), 12);
    double score = weights.outside() * candidate.tones().without(ofKey).size()
        + weights.size() * (candidate.tones().size() - 3);
    if (above == 0 && chord.isMinor() == key.minor()) {
      score += weights.tonic();
    } else if (above == 7 && !chord.isMinor()) {
      score += weights.dominant();
    }
    return candidate.common() ? score : score + weights.rare();
  }

  /** Viterbi: for each part the chord that makes the sum of scores and changes greatest. */
  private int[] bestPath(List<double[]> scores, Chord before) {
    int count = CANDIDATES.size();
    int known = before.isNone() ? -1 : known(before);
    int[][] from = new int[scores.size()][count];
    double[] best = scores.getFirst().clone();
    for (int c = 0; c < count && known >= 0; c++) {
      best[c] += change(known, c) + (c == known ? 0 : weights.barLine());
    }
    for (int p = 1; p < scores.size(); p++) {
      double[] next = new double[count];
      for (int c = 0; c < count; c++) {
        int via = via(best, c);
        from[p][c] = via;
        next[c] = best[via] + change(via, c) + scores.get(p)[c];
      }
      best = next;
    }
    int[] path = new int[scores.size()];
    path[path.length - 1] = best(best, 0, count);
    for (int p = path.length - 1; p > 0; p--) {
      path[p - 1] = from[p][path[p]];
    }
    return path;
  }

  /** The best chord to come from: the same, one on the same root, one a fifth higher, or the best of all. */
  private int via(double[] best, int to) {
    int size = QUALITIES.size();
    int root = to / size;
    int fifthAbove = (root + 7) % 12;
    int via = to;
    for (int b : new int[] {
        best(best, root * size, (root + 1) * size),
        best(best, fifthAbove * size, (fifthAbove + 1) * size),
        best(best, 0, best.length)}) {
      via = best[b] + change(b, to) > best[via] + change(via, to) ? b : via;
    }
    return via;
  }

  /** A chord of the same root and kind that this finder knows. */
  private static int known(Chord before) {
    int quality = QUALITIES.indexOf(before.quality());
    return before.root() * QUALITIES.size() + (quality >= 0 ? quality : before.isMinor() ? 1 : 0);
  }

  private double change(int from, int to) {
    if (from == to) {
      return 0;
    }
    int rootFrom = from / QUALITIES.size();
    int rootTo = to / QUALITIES.size();
    if (rootFrom == rootTo) {
      return weights.recolour();
    }
    return (rootFrom + 5) % 12 == rootTo ? weights.change() + weights.fifthDown() : weights.change();
  }

  private static double lead(double[] scores, int chosen) {
    double rival = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < scores.length; c++) {
      rival = c / QUALITIES.size() == chosen / QUALITIES.size() ? rival : Math.max(rival, scores[c]);
    }
    return Math.clamp((scores[chosen] - rival) / CERTAIN, 0, 1);
  }

  private static int best(double[] values, int from, int to) {
    int best = from;
    for (int i = from + 1; i < to; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  /** Neighbours with the same chord as one, with the confidence of the surer. */
  private static List<HeardChord> joined(List<HeardChord> heard) {
    List<HeardChord> joined = new ArrayList<>();
    for (HeardChord next : heard) {
      if (!joined.isEmpty() && joined.getLast().span().chord().equals(next.span().chord())) {
        HeardChord last = joined.removeLast();
        ChordSpan span = new ChordSpan(last.span().start(), last.span().length() + next.span().length(), last.span().chord());
        joined.add(new HeardChord(span, Math.max(last.confidence(), next.confidence())));
      } else {
        joined.add(next);
      }
    }
    return List.copyOf(joined);
  }
}
