package antiphon.quantize;

import antiphon.score.Note;
import java.util.List;

/**
 * Notes in voices. Within a voice notes share onset and duration or do not overlap.
 *
 * @param voices as many as asked for, highest first; one without notes is empty
 * @param memory where the voices ended: give it to the next call
 * @param adjusted notes whose duration was changed to fit
 * @param merged notes left out because the voice had the same pitch at the same onset
 */
public record Separated(List<List<Note>> voices, VoiceMemory memory, int adjusted, int merged) {
  public Separated {
    voices = voices.stream().map(List::copyOf).toList();
  }
}
