package antiphon.follow;

import antiphon.follow.Outlook.Odds;
import antiphon.harmony.Chord;
import antiphon.harmony.ChordSpan;
import antiphon.harmony.HeardChord;
import java.util.ArrayList;
import java.util.List;

/**
 * The harmony of the beats ahead as it is expected now, on the music's own ticks: a chart that is revised with every beat.
 *
 * @param beats in order, without gaps
 */
public record HarmonyPlan(List<Beat> beats) {
  /** Below this the third of a triad is left out. */
  private static final double SURE = 0.35;

  private static final Chord BARE = Chord.parse("C5");

  /**
   * A beat.
   *
   * @param start tick of the transport
   * @param end tick of the transport
   * @param grouped whether it belongs to one group with the beat before, so that as a rule the harmony stays
   */
  public record Beat(long start, long end, boolean grouped, Odds odds) {}

  public HarmonyPlan {
    beats = List.copyOf(beats);
  }

  /** What the notes of a bar are worth, as far as the plan goes; empty where it does not reach. [any] */
  public List<Expected> expected(long barStart, long barEnd) {
    return beats.stream().filter(beat -> beat.start() >= barStart && beat.end() <= barEnd)
        .map(beat -> Expected.of(beat.start() - barStart, beat.end() - barStart, beat.odds())).toList();
  }

  /**
   * The likeliest triads of {@code [from, to)}, one for each group of beats, with the probability of each. [any]
   *
   * @return in order, as long as the plan reaches
   */
  public List<HeardChord> chords(long from, long to) {
    List<HeardChord> chords = new ArrayList<>();
    int i = 0;
    while (i < beats.size()) {
      int end = i + 1;
      while (end < beats.size() && beats.get(end).grouped()) {
        end++;
      }
      long start = Math.max(from, beats.get(i).start());
      long stop = Math.min(to, beats.get(end - 1).end());
      if (start < stop) {
        double[] sums = new double[Triads.COUNT];
        for (Beat beat : beats.subList(i, end)) {
          for (int triad = 0; triad < sums.length; triad++) {
            sums[triad] += beat.odds().triads()[triad] / (end - i);
          }
        }
        int best = new Odds(sums, sums).triad();
        chords.add(new HeardChord(
            new ChordSpan(start, stop - start, Triads.chord(best)), Math.clamp(sums[best], 0, 1)));
      }
      i = end;
    }
    return chords;
  }

  /** The same to be played: where it is not sure, root and fifth only. [any] */
  public List<ChordSpan> played(long from, long to) {
    return chords(from, to).stream().map(chord -> chord.confidence() >= SURE ? chord.span() : bare(chord.span())).toList();
  }

  private static ChordSpan bare(ChordSpan span) {
    boolean perfect = span.chord().tones().contains(span.chord().root() + 7);
    return perfect ? new ChordSpan(span.start(), span.length(), BARE.transposed(span.chord().root())) : span;
  }

}
