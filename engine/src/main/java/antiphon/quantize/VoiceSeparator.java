package antiphon.quantize;

import antiphon.score.Note;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Deals notes out to a fixed number of voices. Immutable.
 *
 * <p>A beam search from onset to onset. At each, the notes from high to low are cut into one run a voice
 * (so voices never cross at an onset); what a cut costs is in {@link VoiceCosts}.
 */
public final class VoiceSeparator {
  /** The most voices. */
  public static final int MOST_VOICES = 8;

  /** Later than any note; what begins before the first bar is still a duration away from it. */
  private static final long NEVER = Long.MAX_VALUE / 2;

  private static final int BEAM = 8;

  /** More notes at one onset than this are dealt out in clumps of neighbours. */
  private static final int MOST_CLUMPS = 8;

  private final int voices;
  private final VoiceCosts costs;

  /** @param voices 1 to {@link #MOST_VOICES} */
  public VoiceSeparator(int voices, Texture texture) {
    if (voices < 1 || voices > MOST_VOICES) {
      throw new IllegalArgumentException(voices + " voices: expected 1 to " + MOST_VOICES);
    }
    this.voices = voices;
    this.costs = new VoiceCosts(voices, texture);
  }

  /** The memory to begin with: every voice at home in its register, silent since ever. */
  public VoiceMemory start() { // [any]
    List<Double> homes = new ArrayList<>();
    for (int voice = 0; voice < voices; voice++) {
      homes.add(costs.home(voice));
    }
    return new VoiceMemory(homes, Collections.nCopies(voices, VoiceCosts.NEVER));
  }

  /**
   * Deals out some bars.
   *
   * @param notes in any order; their ends may lie after the bars, but what sounded before them is not trimmed
   *     any more, so cut notes at the last bar line where bars are written one at a time
   * @param memory {@link #start} at first, then what the last call returned
   */
  public Separated separate(List<Note> notes, VoiceMemory memory) { // [engine]
    if (memory.ends().size() != voices) {
      throw new IllegalArgumentException("memory of " + memory.ends().size() + " voices: expected " + voices);
    }
    TreeMap<Long, List<Note>> byOnset = new TreeMap<>();
    for (Note note : notes) {
      byOnset.computeIfAbsent(note.onset(), k -> new ArrayList<>()).add(note);
    }
    List<VoiceState> beam = List.of(new VoiceState(memory));
    for (List<Note> together : byOnset.values()) {
      together.sort(Comparator.comparingInt(Note::pitch).reversed());
      int[] clumps = clumps(together);
      List<VoiceState> next = new ArrayList<>();
      for (VoiceState state : beam) {
        deal(state, together, clumps, 0, 0, new int[voices], next);
      }
      next.sort(Comparator.comparingDouble(state -> state.cost));
      beam = next.subList(0, Math.min(BEAM, next.size()));
    }
    return collect(beam.getFirst());
  }

  /** Where clumps start, highest first, with the number of notes at the end. */
  private static int[] clumps(List<Note> together) {
    List<Integer> starts = new ArrayList<>();
    for (int i = 1; i < together.size(); i++) {
      starts.add(i);
    }
    // The widest gaps part the clumps.
    starts.sort(Comparator.comparingInt(i -> together.get(i).pitch() - together.get(i - 1).pitch()));
    List<Integer> kept = new ArrayList<>(starts.subList(0, Math.min(MOST_CLUMPS - 1, starts.size())));
    kept.add(0);
    kept.add(together.size());
    return kept.stream().sorted().mapToInt(i -> i).toArray();
  }

  /** Adds all the states in which voices from {@code voice} on take the clumps from {@code clump} on. */
  private void deal(
      VoiceState state, List<Note> together, int[] clumps, int voice, int clump, int[] cuts, List<VoiceState> out) {
    int left = clumps.length - 1 - clump;
    if (voice == voices - 1) {
      cuts[voice] = together.size();
      out.add(new VoiceState(state, together, cuts, costs));
      return;
    }
    for (int taken = 0; taken <= left; taken++) {
      cuts[voice] = clumps[clump + taken];
      deal(state, together, clumps, voice + 1, clump + taken, cuts, out);
    }
  }

  private Separated collect(VoiceState last) {
    List<List<Note>> dealt = new ArrayList<>();
    int adjusted = 0;
    int merged = 0;
    for (int voice = 0; voice < voices; voice++) {
      List<Note> notes = new ArrayList<>();
      long limit = NEVER;
      for (VoiceState state = last; state.parent != null; state = state.parent) {
        List<Note> chord = state.run(voice);
        if (chord.isEmpty()) {
          continue;
        }
        long onset = chord.getFirst().onset();
        long duration = Math.min(VoiceState.commonDuration(chord), limit - onset);
        int before = -1;
        for (Note note : chord) {
          if (note.pitch() == before) {
            merged++;
            continue;
          }
          adjusted += note.duration() == duration ? 0 : 1;
          notes.add(new Note(onset, duration, note.pitch()));
          before = note.pitch();
        }
        limit = onset;
      }
      notes.sort(null);
      dealt.add(notes);
    }
    return new Separated(dealt, last.memory(), adjusted, merged);
  }
}
