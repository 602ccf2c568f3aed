package antiphon.harmony;

import java.util.List;

/**
 * What a comping voice played last, for it to go on from.
 *
 * @param chord what it played over; {@link Chord#NONE} before the first
 * @param pitches MIDI note numbers, ascending; empty before the first chord
 */
public record Voicing(Chord chord, List<Integer> pitches) {
  /** Nothing played yet. */
  public static final Voicing NONE = new Voicing(Chord.NONE, List.of());

  public Voicing {
    pitches = pitches.stream().sorted().toList();
  }
}
