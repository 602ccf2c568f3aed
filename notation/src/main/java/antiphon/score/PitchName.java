package antiphon.score;

import java.util.List;

/** Between MIDI note numbers and the names of keyboards, {@code C4} being 60. Stateless. */
public final class PitchName {
  private static final List<String> SHARPS =
      List.of("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B");
  private static final List<Integer> NATURALS = List.of(9, 11, 0, 2, 4, 5, 7);

  private PitchName() {}

  /** The name with a sharp where one is needed, {@code F#3}. [any] */
  public static String of(int pitch) {
    return SHARPS.get(Math.floorMod(pitch, 12)) + (Math.floorDiv(pitch, 12) - 1);
  }

  /**
   * The number, 0 to 127, of {@code C4}, {@code F#3} or {@code Bb5}. [any]
   *
   * @throws IllegalArgumentException if the text names no key
   */
  public static int parse(String name) {
    int at = name.length() > 1 && (name.charAt(1) == '#' || name.charAt(1) == 'b') ? 2 : 1;
    try {
      int letter = name.charAt(0) - 'A';
      int octave = Integer.parseInt(name.substring(at));
      int accidental = at == 1 ? 0 : name.charAt(1) == '#' ? 1 : -1;
      int pitch = 12 * (octave + 1) + NATURALS.get(letter) + accidental;
      if (pitch >= 0 && pitch <= 127) {
        return pitch;
      }
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      // Falls through to the one message below, which says the same better.
    }
    throw new IllegalArgumentException("pitch '" + name + "': expected one such as C4 (60), F#3 or Bb5");
  }
}
