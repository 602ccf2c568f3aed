package antiphon.quantize;

import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way to have dealt out the notes up to an onset; a node in the tree of ways. */
final class VoiceState {
  final @Nullable VoiceState parent;
  final double cost;

  /** By voice: where its last chord ends, and that chord's lowest, highest and middle pitch and number of notes. */
  final long[] ends;

  final int[] lows;
  final int[] highs;
  final double[] middles;
  final int[] sizes;

  private final List<Note> together;
  private final int[] cuts;

  VoiceState(VoiceMemory memory) {
    int voices = memory.ends().size();
    parent = null;
    cost = 0;
    ends = memory.ends().stream().mapToLong(Long::longValue).toArray();
    middles = memory.pitches().stream().mapToDouble(Double::doubleValue).toArray();
    lows = new int[voices];
    highs = new int[voices];
    sizes = new int[voices];
    for (int voice = 0; voice < voices; voice++) {
      lows[voice] = (int) Math.floor(middles[voice]);
      highs[voice] = (int) Math.ceil(middles[voice]);
      sizes[voice] = 1;
    }
    together = List.of();
    cuts = new int[voices];
  }

  /**
   * After one more onset.
   *
   * @param together its notes from high to low
   * @param cuts by voice, the first note that is no longer its own
   */
  VoiceState(VoiceState before, List<Note> together, int[] cuts, VoiceCosts costs) {
    this.parent = before;
    this.together = together;
    this.cuts = cuts.clone();
    ends = before.ends.clone();
    lows = before.lows.clone();
    highs = before.highs.clone();
    middles = before.middles.clone();
    sizes = before.sizes.clone();
    for (int voice = 0; voice < ends.length; voice++) {
      List<Note> run = run(voice);
      if (!run.isEmpty()) {
        ends[voice] = run.getFirst().onset() + commonDuration(run);
        highs[voice] = run.getFirst().pitch();
        lows[voice] = run.getLast().pitch();
        middles[voice] = (highs[voice] + lows[voice]) / 2.0;
        sizes[voice] = run.size();
      }
    }
    cost = before.cost + costs.of(before, this, together.getFirst().onset());
  }

  /** The notes that a voice takes at this onset, from high to low. */
  List<Note> run(int voice) {
    return together.subList(voice == 0 ? 0 : cuts[voice - 1], cuts[voice]);
  }

  /** The duration in which a chord is written: the median, of two in the middle the shorter. */
  static long commonDuration(List<Note> chord) {
    long[] durations = chord.stream().mapToLong(Note::duration).sorted().toArray();
    return durations[(durations.length - 1) / 2];
  }

  VoiceMemory memory() {
    List<Double> pitches = new ArrayList<>();
    List<Long> lastEnds = new ArrayList<>();
    for (int voice = 0; voice < ends.length; voice++) {
      pitches.add(middles[voice]);
      lastEnds.add(ends[voice]);
    }
    return new VoiceMemory(pitches, lastEnds);
  }
}
