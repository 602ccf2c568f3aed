package antiphon.critic;

import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import java.util.ArrayList;
import java.util.List;

/**
 * How busy and how high each voice of the companion should be.
 *
 * @param parts for each voice of {@link Setting#playing}; empty for no wish at all
 */
public record Targets(List<Part> parts) {
  /** No wish at all. */
  public static final Targets NONE = new Targets(List.of());

  /**
   * What is wanted of one voice.
   *
   * @param notesPerBeat notes that begin, a beat of the meter; NaN for no wish
   * @param meanPitch MIDI note number; NaN for no wish
   */
  public record Part(double notesPerBeat, double meanPitch) {}

  public Targets {
    parts = List.copyOf(parts);
  }

  /** As some bars were on the mean. [any] */
  public static Targets like(List<WrittenBar> bars, List<Integer> playing) {
    List<Part> parts = new ArrayList<>();
    for (int voice : playing) {
      int begun = 0;
      int sounding = 0;
      int beats = 0;
      long pitches = 0;
      for (WrittenBar bar : bars) {
        beats += bar.bar().meter().pulses().size();
        for (BarNote note : bar.notes().get(voice)) {
          begun += note.heldFrom() ? 0 : 1;
          pitches += note.pitch();
          sounding++;
        }
      }
      parts.add(new Part(
          beats == 0 ? Double.NaN : (double) begun / beats,
          sounding == 0 ? Double.NaN : (double) pitches / sounding));
    }
    return new Targets(parts);
  }
}
