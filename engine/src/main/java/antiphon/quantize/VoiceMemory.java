package antiphon.quantize;

import java.util.List;

/**
 * Where the voices were when the last bars ended, so that the next bars carry them on.
 *
 * @param pitches the middle of each voice's last chord, highest voice first; of a voice not used yet, its home
 * @param ends the tick where each voice's last chord ended
 */
public record VoiceMemory(List<Double> pitches, List<Long> ends) {
  public VoiceMemory {
    pitches = List.copyOf(pitches);
    ends = List.copyOf(ends);
    if (pitches.size() != ends.size()) {
      throw new IllegalArgumentException(
          "voice memory of " + pitches.size() + " pitches and " + ends.size() + " ends: expected as many");
    }
  }
}
