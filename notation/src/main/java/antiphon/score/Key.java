package antiphon.score;

import java.util.List;

/**
 * A key signature with its mode.
 *
 * @param fifths sharps (positive) or flats (negative), -7 to 7
 * @param minor whether the tonic is that of the relative minor
 */
public record Key(int fifths, boolean minor) {
  /** C major. */
  public static final Key C = new Key(0, false);

  private static final List<String> MAJOR =
      List.of("Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#");
  private static final List<String> MINOR =
      List.of("Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#", "G#", "D#", "A#");

  public Key {
    if (fifths < -7 || fifths > 7) {
      throw new IllegalArgumentException("key of " + fifths + " fifths: expected -7 to 7");
    }
  }

  /**
   * Reads an ABC key: {@code Bb}, {@code F#m}, {@code Dmin}, {@code E dor}, {@code none}. Church modes
   * become the major or minor key of the same signature (minor for those with a minor third).
   *
   * @throws IllegalArgumentException if the text names no key
   */
  public static Key parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.equals("none")) {
      return C;
    }
    int at = 1;
    if (trimmed.length() > 1 && (trimmed.charAt(1) == '#' || trimmed.charAt(1) == 'b')) {
      at = 2;
    }
    int index = MAJOR.indexOf(trimmed.substring(0, at));
    String mode = trimmed.substring(at).strip().toLowerCase(java.util.Locale.ROOT);
    int shift = modeShift(mode);
    if (index < 0 || shift == Integer.MIN_VALUE) {
      // Tonics such as G# exist only as minor.
      index = MINOR.indexOf(trimmed.substring(0, at)) + 3;
      if (index < 3 || shift == Integer.MIN_VALUE) {
        throw new IllegalArgumentException("key '" + text + "': expected one such as Bb, F#m or D dor");
      }
    }
    int fifths = index - 7 + shift;
    if (fifths < -7 || fifths > 7) {
      throw new IllegalArgumentException("key '" + text + "': more than seven sharps or flats");
    }
    return new Key(fifths, shift <= -2 && shift >= -5);
  }

  private static int modeShift(String mode) {
    String first = mode.isEmpty() ? "" : mode.split("\\s+")[0];
    if (first.equals("m")) {
      return -3;
    }
    return switch (first.length() > 3 ? first.substring(0, 3) : first) {
      case "", "maj", "ion" -> 0;
      case "min", "aeo" -> -3;
      case "mix" -> -1;
      case "dor" -> -2;
      case "phr" -> -4;
      case "lyd" -> 1;
      case "loc" -> -5;
      default -> Integer.MIN_VALUE;
    };
  }

  /** The pitch class of the tonic, 0 (C) to 11 (B). */
  public int tonic() {
    return Math.floorMod(7 * fifths + (minor ? 9 : 0), 12);
  }

  /** The key {@code semitones} higher with the fewest accidentals (six of them: sharps or flats by {@code fifths}' sign). */
  public Key transpose(int semitones) {
    int moved = Math.floorMod(fifths + 7 * semitones + 5, 12) - 5;
    if (moved == 6 && fifths < 0) {
      moved = -6;
    }
    return new Key(moved, minor);
  }

  /** As ABC writes it after {@code K:}. */
  @Override
  public String toString() {
    return minor ? MINOR.get(fifths + 7) + "m" : MAJOR.get(fifths + 7);
  }
}
