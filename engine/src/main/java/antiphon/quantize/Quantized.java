package antiphon.quantize;

import antiphon.capture.PerformedNote;
import antiphon.score.Note;
import java.util.List;

/**
 * What a span of bars became. Every performed note is either among the written notes or among the later ones.
 *
 * @param notes written notes by onset, then pitch; their onsets lie in the span, their ends may not
 * @param performed the performed note behind each written note, in the same order
 * @param later performed notes that belong after the span (a downbeat struck early): give them to the next call
 * @param timing the player's timing with these bars taken in: give it to the next call
 * @param swingRatio long to short of the divided beats: 1 is straight, 2 is triplets; 1 if no beat was divided in two
 */
public record Quantized(
    List<Note> notes, List<PerformedNote> performed, List<PerformedNote> later, Timing timing, double swingRatio) {
  public Quantized {
    notes = List.copyOf(notes);
    performed = List.copyOf(performed);
    later = List.copyOf(later);
    if (notes.size() != performed.size()) {
      throw new IllegalArgumentException(
          notes.size() + " written notes of " + performed.size() + " performed ones: expected as many");
    }
  }
}
